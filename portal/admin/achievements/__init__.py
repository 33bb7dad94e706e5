"""Capaian kantor."""
