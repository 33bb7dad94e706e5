"""Offices and their services."""
