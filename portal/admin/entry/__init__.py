"""Paper forms: keyed by a clerk, some of them a second time by another person."""
