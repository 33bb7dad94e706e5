"""How long data are kept, and the job that erases."""
