"""Fourteen offices with two years of synthetic answers, and the button that closes a period now."""
