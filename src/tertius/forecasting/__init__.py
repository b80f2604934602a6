"""Base rates of realignment, using only what was known at the time."""
