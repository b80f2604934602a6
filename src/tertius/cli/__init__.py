"""The command line: one file per command; a command parses, asks the library, and prints."""

from __future__ import annotations

from tertius.cli import assess, data, ideal_points, states, ties, triangle
from tertius.cli.app import app, main

__all__ = ["app", "assess", "data", "ideal_points", "main", "states", "ties", "triangle"]
