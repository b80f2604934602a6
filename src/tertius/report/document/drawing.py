"""Charts drawn for paper: one SVG each, in the fonts of the house, with no paper of their own."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from tertius.present.colours import colour
from tertius.present.theme import hatch_definition
from tertius.present.vega import specification
from tertius.report.document.document import Figure

__all__ = ["FONTS", "FULL", "PNG_SCALE", "as_png", "as_svg", "on_white", "with_fonts"]

FONTS = Path(__file__).parent / "fonts"
"""Tertius Serif and Tertius Sans as TrueType: what typesets and what draws must measure the same letters."""

FULL = 720
"""Pixels of a chart that is as wide as the text."""

PNG_SCALE = 3.0
"""Pixels of the picture for each of the drawing, for programs that show no SVG."""


@cache
def _registered() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def as_svg(figure: Figure, *, hatch: bool = True) -> str:
    """The chart as a whole SVG file; the same figure gives the same text.

    Without `hatch` the pattern of "no data" is left out, for a page that defines it.
    """
    drawn = specification(figure.spec)
    if drawn.get("width") == "container":
        drawn["width"] = figure.width
    picture = _drawn(json.dumps(drawn))
    return re.sub(r"(<svg[^>]*>)", lambda tag: tag.group() + hatch_definition(), picture, count=1) if hatch else picture


# A brief is set several times until it fits; its charts stay what they are.
@lru_cache(maxsize=16)
def _drawn(written: str) -> str:
    import vl_convert

    _registered()
    drawn = json.loads(written)
    locale = drawn["config"]["locale"]["number"]
    return vl_convert.vegalite_to_svg(drawn, format_locale=locale, allowed_base_urls=[])


def as_png(figure: Figure) -> bytes:
    """The chart as a picture of points."""
    import vl_convert

    _registered()
    return vl_convert.svg_to_png(on_white(as_svg(figure)), scale=PNG_SCALE)


def on_white(drawing: str) -> str:
    """The drawing for a white sheet, without rims around words: some programs draw them as grey clouds."""
    paper = colour("paper").light
    bare = re.sub(rf'<text[^>]*stroke="{paper}"[^>]*>.*?</text>', "", drawing, flags=re.DOTALL)
    return bare.replace(paper, "#ffffff")


def with_fonts(drawing: str, families: str) -> str:
    """The drawing with other families of letters, for a program that does not have ours."""
    return re.sub(r'font-family="[^"]*"', f'font-family="{families}"', drawing)
