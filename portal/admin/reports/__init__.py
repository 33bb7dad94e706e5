"""Official reports: what an office types into them, their documents, and all of them in one go."""
