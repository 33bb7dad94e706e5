"""Where offices answer the forum."""
