"""Reports of extortion and harassment, for reviewers from outside."""
