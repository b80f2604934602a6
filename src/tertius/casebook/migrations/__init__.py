"""The tables of the casebook, step by step; Alembic reads this folder, and keeps its place in `casebook_version`."""
