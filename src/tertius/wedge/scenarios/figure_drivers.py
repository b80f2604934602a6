"""Drivers that are set to a figure: what the measured components are computed from, put at another level."""

from __future__ import annotations

from tertius.wedge.scenarios.driver import Driver, Figure

__all__ = ["ARMS_SHARE", "CASES", "FIGURE_DRIVERS", "MOST_CASES", "SHARE_OF_B", "SHARE_OF_C"]

SHARE_OF_B, SHARE_OF_C, ARMS_SHARE, CASES = "trade.share_c", "trade.share_b", "arms.share_c", "sanctions.cases"

MOST_CASES = 100
"""The most that were ever in force of one state against another is 14: beyond a hundred a typing error is likelier."""

FIGURE_DRIVERS: tuple[Driver, ...] = (
    Driver(
        SHARE_OF_B,
        "C's share in B's goods trade",
        "sanctions and trade",
        "Share of B's goods trade that is with C, B's whole trade as it is. Moves the asymmetry and, where trade by "
        "product is known, the cost of leaving and what A could replace.",
        (),
        figure=Figure("share"),
    ),
    Driver(
        SHARE_OF_C,
        "B's share in C's goods trade",
        "sanctions and trade",
        "Share of C's goods trade that is with B. Moves the asymmetry alone.",
        (),
        figure=Figure("share"),
    ),
    Driver(
        ARMS_SHARE,
        "C's share in B's stock of imported arms",
        "sanctions and trade",
        "What B holds of C's arms among all it has imported. Moves the cost of leaving, of which arms are half.",
        (),
        figure=Figure("share"),
    ),
    Driver(
        CASES,
        "A's sanction cases against B",
        "sanctions and trade",
        "Cases in force as the Global Sanctions Data Base counts them, joint ones included. Moves the shared threat.",
        (),
        figure=Figure("cases"),
    ),
)
