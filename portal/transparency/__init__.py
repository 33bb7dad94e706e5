"""The public's room: pages, CSV and JSON from the register and the record alone."""
