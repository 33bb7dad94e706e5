"""Periods: how many answers each office needs, and whether they will come."""
