"""Evaluations of officers: an office's edition, the supervisor's reading of it, the officer's reply."""
