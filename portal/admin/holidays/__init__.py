"""Days off beyond the yearly decree."""
