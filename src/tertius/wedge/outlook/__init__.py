"""What comes of it: what would change the answer, what to watch, who would pay, and the view from each corner."""
