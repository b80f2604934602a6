"""Can A pry B away from C? What is said read, what is done measured, forecasts kept to account.

import tertius as tt

tt.assess("USA", "RUS", "CHN").explain()
tt.read("article.html").to_frame("forecasts")
tt.ledger().scores()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.alignment.leaving import Leaving, dependence
    from tertius.alignment.ties import Ties, ties
    from tertius.errors import TertiusError
    from tertius.forecasting.backtest.kept_record import backtest
    from tertius.forecasting.backtest.record import Backtest
    from tertius.ledger.store import Ledger, ledger
    from tertius.reading.reader import read
    from tertius.reading.record import Reading
    from tertius.triangle.structure import Structure, structure
    from tertius.triangle.triangle import Triangle, triangle
    from tertius.wedge.answer import Assessment
    from tertius.wedge.assess import assess
    from tertius.wedge.cases.cases import Cases, cases
    from tertius.wedge.cases.near import NearCases, near_cases
    from tertius.wedge.outlook.blowback import Blowback, blowback
    from tertius.wedge.scenarios.grounds import WhatIfOptions
    from tertius.wedge.scenarios.result import WhatIf
    from tertius.wedge.scenarios.whatif import whatif

__all__ = [
    "Assessment",
    "Backtest",
    "Blowback",
    "Cases",
    "Leaving",
    "Ledger",
    "NearCases",
    "Reading",
    "Structure",
    "TertiusError",
    "Ties",
    "Triangle",
    "WhatIf",
    "WhatIfOptions",
    "assess",
    "backtest",
    "blowback",
    "cases",
    "dependence",
    "ledger",
    "near_cases",
    "read",
    "structure",
    "ties",
    "triangle",
    "whatif",
]

_HOME = {
    "Assessment": "wedge.answer",
    "Backtest": "forecasting.backtest.record",
    "Blowback": "wedge.outlook.blowback",
    "Cases": "wedge.cases.cases",
    "Leaving": "alignment.leaving",
    "Ledger": "ledger.store",
    "NearCases": "wedge.cases.near",
    "Reading": "reading.record",
    "Structure": "triangle.structure",
    "TertiusError": "errors",
    "Ties": "alignment.ties",
    "Triangle": "triangle.triangle",
    "WhatIf": "wedge.scenarios.result",
    "WhatIfOptions": "wedge.scenarios.grounds",
    "assess": "wedge.assess",
    "backtest": "forecasting.backtest.kept_record",
    "blowback": "wedge.outlook.blowback",
    "cases": "wedge.cases.cases",
    "dependence": "alignment.leaving",
    "ledger": "ledger.store",
    "near_cases": "wedge.cases.near",
    "read": "reading.reader",
    "structure": "triangle.structure",
    "ties": "alignment.ties",
    "triangle": "triangle.triangle",
    "whatif": "wedge.scenarios.whatif",
}


def __getattr__(name: str) -> object:
    """Load a room when it is first asked for, so that `import tertius` stays instant."""
    if name not in _HOME:
        raise AttributeError(f"module 'tertius' has no attribute {name!r}")
    return getattr(import_module(f"tertius.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
