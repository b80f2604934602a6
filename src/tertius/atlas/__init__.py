"""The figures every answer stands on, a row per dyad and year, with their origin; shipped with the package."""
