"""Questionnaires and their versions."""
