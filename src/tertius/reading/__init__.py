"""An article into attributed statements, forecasts, figures and events, each tied to its characters."""
