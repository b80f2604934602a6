"""A chart on a page: its specification, the words around it, and what draws it, as SVG, without a network."""

from __future__ import annotations

import hashlib
import html
import json
import math
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Protocol, cast

from tertius.errors import ImpossibleQuestion
from tertius.present.colours import colour
from tertius.present.page import text
from tertius.present.theme import hatch_definition, theme

__all__ = ["Chart", "bundle", "figure", "specification", "svg"]

_COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")


class Chart(Protocol):
    """An Altair chart, or anything else that turns itself into a Vega-Lite specification."""

    def to_dict(self) -> dict[str, Any]:
        """The Vega-Lite specification."""
        ...


Spec = Chart | Mapping[str, Any]


def figure(
    spec: Spec | Sequence[Spec],
    *,
    title: str,
    subtitle: str,
    note: str,
    alt: str,
    id: str,  # noqa: A002 - the HTML attribute of that name, as a caller would write it
) -> str:
    """A chart with its finding above and its source below, as an HTML ``<figure>``.

    Parameters
    ----------
    spec : chart, dict, or a sequence of them
        One chart, drawn as wide as its column; or small multiples, which stand side by
        side and fall under each other on a narrow screen (give them one scale).
    title : str
        The finding.
    subtitle : str
        Measure, unit, period.
    note : str
        Source and last observation.
    alt : str
        The finding and the range, for who cannot see the chart; shown where no script runs.
    id : str
        Name of the figure on its page: letters, digits and hyphens.

    Raises
    ------
    ImpossibleQuestion
        When a text is empty, `id` is no name, or the specification would fetch something.
    """
    for name, words in (("title", title), ("subtitle", subtitle), ("note", note), ("alt", alt)):
        if not words.strip():
            raise ImpossibleQuestion(
                f"a figure without a {name}", hint="title, subtitle, note and alt text are all shown"
            )
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", id):
        raise ImpossibleQuestion("a figure needs a plain id", found=repr(id), hint="letters, digits and hyphens")
    if isinstance(spec, Sequence):
        frames = "".join(f"<div>{_frame(one, alt, f'{id}-{n}')}</div>" for n, one in enumerate(spec, start=1))
        chart = f'<div class="panels">{frames}</div>'
    else:
        chart = _frame(spec, alt, f"{id}-1")
    return (
        f'<figure id="{id}">\n<h3>{text(title)}</h3>\n<p class="subtitle">{text(subtitle)}</p>\n'
        f"{chart}\n<figcaption>{text(note)}</figcaption>\n</figure>"
    )


def specification(spec: Spec) -> dict[str, Any]:
    """The Vega-Lite specification in the theme of the house, ready to draw.

    A single chart without a width of its own fills its column. What the chart
    configures itself wins over the theme.

    Raises
    ------
    ImpossibleQuestion
        When the specification names an address, or holds an infinite number.
    """
    written = spec if isinstance(spec, Mapping) else _from_altair(spec)
    drawn = cast("dict[str, Any]", _plain(written))
    drawn.pop("$schema", None)
    drawn["config"] = _over(theme(), drawn.get("config", {}))
    if not any(key in drawn for key in _COMPOSED) and "width" not in drawn and not _faceted(drawn):
        drawn["width"] = "container"
        drawn["autosize"] = {"type": "fit-x", "contains": "padding"}
    return drawn


def svg(spec: Spec, *, width: int = 640) -> str:
    """The chart as one SVG, drawn here rather than in a browser; light, on its own paper.

    Parameters
    ----------
    spec : chart or dict
        As for `figure`.
    width : int
        Width in pixels of a chart that has none of its own.
    """
    import vl_convert

    drawn = specification(spec)
    if drawn.get("width") == "container":
        drawn["width"] = width
    drawn["config"]["background"] = colour("paper").light
    # A browser reads the locale from the configuration; here it is an argument.
    picture = vl_convert.vegalite_to_svg(drawn, format_locale=drawn["config"]["locale"]["number"], allowed_base_urls=[])
    return re.sub(r"(<svg[^>]*>)", lambda tag: tag.group() + hatch_definition(), picture, count=1)


@cache
def bundle() -> str:
    """The JavaScript that draws every figure of a page: Vega, Vega-Lite, and `figures.js`; 0.9 MB.

    Building it takes one to two seconds, so it is kept in the user's cache folder, named
    by what it is made of and checked against its hash when read. Without a writable
    cache folder it is built each time.
    """
    import platformdirs
    import vl_convert

    snippet = resources.files("tertius.present").joinpath("figures.js").read_text(encoding="utf-8")
    version = metadata.version("vl-convert-python")
    key = hashlib.sha256(snippet.encode()).hexdigest()[:16]
    kept = platformdirs.user_cache_path("tertius") / f"vega-{version}-{key}.js"
    found = _read_kept(kept)
    if found is not None:
        return found
    built: str = vl_convert.javascript_bundle(snippet)
    _keep(kept, built)
    return built


def _frame(spec: Spec, alt: str, name: str) -> str:
    drawn = specification(spec)
    drawn["description"] = alt
    fluid = " data-fluid" if drawn.get("width") == "container" else ""
    # Inside a script tag only "<" can end it; JSON may write it as an escape.
    inlined = json.dumps(drawn, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return (
        f'<div class="chart" id="{name}" role="img" aria-label="{html.escape(alt)}"{fluid}>'
        f'<p class="chart-alt">{text(alt)}</p></div>'
        f'<script type="application/json" data-chart="{name}">{inlined}</script>'
    )


def _from_altair(chart: Chart) -> dict[str, Any]:
    import altair as alt

    # The rows stay in this file, so the limit that protects a notebook does not apply.
    with alt.data_transformers.enable("default", max_rows=None):
        drawn = chart.to_dict()
    view: dict[str, Any] = drawn.get("config", {}).get("view", {})
    # Altair's default theme sets the size of every view; the house theme has its own.
    view.pop("continuousWidth", None)
    view.pop("continuousHeight", None)
    return drawn


def _faceted(spec: Mapping[str, Any]) -> bool:
    return bool({"row", "column", "facet"} & set(spec.get("encoding", {})))


def _over(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with what `own` says in its place, level by level."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, Mapping):
            merged[key] = _over(cast("dict[str, Any]", below), cast("Mapping[str, Any]", value))
        else:
            merged[key] = value
    return merged


def _plain(node: object, *, rows: bool = False) -> object:
    """The specification as JSON can hold it: dates as text, NaN as null, which draws a gap.

    Outside its `rows`, where a column may be called so, a "url" is something to fetch.
    """
    if isinstance(node, Mapping):
        mapping = cast("Mapping[str, object]", node)
        address = mapping.get("url")
        if isinstance(address, str) and not rows:
            raise ImpossibleQuestion(
                "a chart that fetches something", found=address, hint="put the rows into the chart's own data"
            )
        inside = {"values", "datasets"}
        return {str(key): _plain(below, rows=rows or key in inside) for key, below in mapping.items()}
    if isinstance(node, list | tuple):
        return [_plain(below, rows=rows) for below in cast("Sequence[object]", node)]
    if isinstance(node, date):
        return node.isoformat()
    if isinstance(node, float) and not math.isfinite(node):
        if math.isnan(node):
            return None
        raise ImpossibleQuestion("an infinite number cannot be drawn", found=str(node), hint="say why it is missing")
    return node


def _read_kept(path: Path) -> str | None:
    """The kept bundle, or None when it is absent or not what its first line says."""
    try:
        kept = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    digest, _, script = kept.partition("\n")
    return script if digest == f"// {hashlib.sha256(script.encode()).hexdigest()}" else None


def _keep(path: Path, script: str) -> None:
    """Write the bundle whole or not at all; a folder that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as part:
            part.write(f"// {hashlib.sha256(script.encode()).hexdigest()}\n{script}")
        os.replace(part.name, path)  # noqa: PTH105 - the name is a string here
    except OSError:
        return
