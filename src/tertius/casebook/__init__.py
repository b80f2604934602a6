"""What has been read and judged, kept safely: SQLite by default, PostgreSQL for a team."""
