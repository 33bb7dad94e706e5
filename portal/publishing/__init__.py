"""The one-way door from sealed answers to public figures: close batches, tally, build editions."""
