"""Training: the catalogue of courses, their runs, who takes part and what came of it."""
