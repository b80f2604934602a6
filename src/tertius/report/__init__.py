"""Results laid out for a reader: one page in the terminal, one page as a file."""
