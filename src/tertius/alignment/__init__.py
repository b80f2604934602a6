"""Ties between states, from what they did: votes, treaties, disputes, trade, arms."""
