"""Files exactly as their producers published them: fetched, hashed, kept."""
