"""The daily digest and its outbox."""
