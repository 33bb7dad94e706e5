"""The staff's rooms, one folder a noun."""
