"""The citizen's room, over HTTP and on real databases."""
