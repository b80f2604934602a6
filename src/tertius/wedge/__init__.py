"""Can A pry B away from C? The question, the answer, and what it stands on."""
