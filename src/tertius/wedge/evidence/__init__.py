"""What speaks for and against: acts and what was read, each told once, the strongest first."""
