"""Speed and weight, as ratios against floors measured in the same run. Run with `make bench`."""
