"""Statistik."""
