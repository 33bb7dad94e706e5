"""The citizen's room: scan, answer, receipt."""
