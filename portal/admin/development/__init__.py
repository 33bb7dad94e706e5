"""Development: what each officer is to learn and why, and the hours of the year."""
