"""A quiet door outside the offices' chain: extortion and harassment are reported here, and never counted."""
