"""Publication of comments, by two persons."""
