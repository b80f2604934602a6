"""The tables of the ledger, step by step; Alembic reads this folder, and keeps its place in `ledger_version`."""
