"""Tables of others, brought into the portal."""
