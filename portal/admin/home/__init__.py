"""The home page: what is due for whoever signed in."""
