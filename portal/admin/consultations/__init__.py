"""Consultations: invitation, hall, minutes, agreement."""
