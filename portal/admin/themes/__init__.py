"""The themes that comments are sorted by."""
