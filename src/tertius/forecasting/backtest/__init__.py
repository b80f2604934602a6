"""The method asked of history: origin by origin, on what was known, scored on what came."""
