"""Attempts of the past to part two states: the list, the cases nearest to a question, and what they are worth."""
