"""What a sentence says will happen: how likely, in which words, between which states, and by when."""

from tertius.reading.forecasts.find import find_forecasts
from tertius.reading.forecasts.phrases import implied_range
from tertius.reading.forecasts.survey import SURVEY

__all__ = ["SURVEY", "find_forecasts", "implied_range"]
