"""Citizen surveys in sealed batches, and the public pages that show their results."""
