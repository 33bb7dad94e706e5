"""Who saw or changed what."""
