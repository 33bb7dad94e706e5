"""Tests that guard the house: its floors, its zones, its doors, its documents."""
