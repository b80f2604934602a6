"""How things look: one chart theme, one number format, one scale of words, one source note."""
