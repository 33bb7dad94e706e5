"""Documents made by typst."""
