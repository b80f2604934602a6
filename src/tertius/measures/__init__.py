"""Pure functions on arrays: similarity, dependence, roles, scores; nothing here knows what a country is."""
