"""What if: interventions on named drivers, drawn with the same random numbers as the answer they are compared with."""
