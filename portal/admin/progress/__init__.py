"""Kemajuan."""
