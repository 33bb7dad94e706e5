"""What citizens wrote for the forum, read before anybody else does."""
