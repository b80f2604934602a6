"""The result card of a notebook: what was found, what to beware of, where it came from, in that order."""

from __future__ import annotations

from collections.abc import Sequence

from tertius.present.page import text
from tertius.present.theme import SANS

__all__ = ["card"]


def card(title: str, said: str, caveats: Sequence[str], note: str) -> str:
    """A result as HTML for a notebook.

    Styles stand in the elements and colours are the notebook's own, so the card reads
    in any front end, light or dark, and brings no style sheet along.

    Parameters
    ----------
    title : str
        What was asked.
    said : str
        The result's `explain()`; blank lines part paragraphs.
    caveats : sequence of str
        What to beware of; may be empty.
    note : str
        Origin: producers, versions, licences.

    Returns
    -------
    str
        One ``<article>``; every text escaped.
    """
    paragraphs = "".join(f'<p style="margin:4px 0 8px">{text(p)}</p>' for p in said.split("\n\n") if p.strip())
    items = "".join(f'<li style="margin:0 0 4px">{text(caveat)}</li>' for caveat in caveats)
    beware = f'<ul style="margin:0 0 8px;padding-left:20px">{items}</ul>' if items else ""
    origin = (
        f'<footer style="border-top:1px solid;padding-top:4px;font:13px/20px {SANS};opacity:.85">{text(note)}</footer>'
        if note
        else ""
    )
    return (
        '<article class="tertius-card" style="max-width:66ch;line-height:24px;font-variant-numeric:tabular-nums">'
        f'<h3 style="margin:0;padding-bottom:4px;border-bottom:1px solid;font:600 17px/24px {SANS}">{text(title)}</h3>'
        f"{paragraphs}{beware}{origin}</article>"
    )
