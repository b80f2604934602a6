"""Write what the code already says: the reference pages, the notice of shipped data, the answer in the README.

python docs/generate.py            writes every page
python docs/generate.py --check    writes nothing, names the pages that are stale, exits with 1
"""

from __future__ import annotations

import inspect
import io
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

import tertius
import tertius.measures
from blocks import between, bullets, fenced, first_line, function, kind, page, signature, table
from tertius.alignment.indicators import INDICATORS
from tertius.atlas.build import EDITION, SOURCES
from tertius.atlas.columns import DYADS, MONTHS, STATES, AtlasColumn
from tertius.casebook.casebook import open_casebook
from tertius.cli import app
from tertius.datasets import BUILT_IN
from tertius.datasets.declaration import Column, Dataset
from tertius.present.terminal import WIDTH, console
from tertius.report.terminal import print_assessment
from tertius.report.weighed_lines import COMPONENT_HEAD, change_head, change_rows, component_rows, judged_line
from tertius.wedge.answer import Assessment

ROOT = Path(__file__).parents[1]
GENERATED = "<!-- Written by docs/generate.py from the code. Edit the code, not this page. -->"

DATASETS = sorted(BUILT_IN, key=lambda d: d.key)
SHOWN = ("THE NUMBERS SIDE BY SIDE", "WHAT MOVES IT", "WHAT WOULD CHANGE IT", "WHAT IT IS COMPARED WITH", "WHO IS WHO")
"""Sections of the printed answer that the README shows; of the others it shows that they are there."""

QUESTIONS = (
    ("tertius.wedge.assess", "assess"),
    ("tertius.triangle.triangle", "triangle"),
    ("tertius.alignment.ties", "ties"),
    ("tertius.reading.reader", "read"),
    ("tertius.ledger.store", "ledger"),
    ("tertius.alignment.leaving", "dependence"),
    ("tertius.triangle.structure", "structure"),
    ("tertius.forecasting.backtest.kept_record", "backtest"),
    ("tertius.wedge.outlook.blowback", "blowback"),
    ("tertius.wedge.cases.cases", "cases"),
    ("tertius.wedge.cases.near", "near_cases"),
    ("tertius.wedge.scenarios.whatif", "whatif"),
)
RESULTS = (
    ("tertius.wedge.answer", ("Assessment", "Question", "Answer", "Coverage")),
    ("tertius.forecasting.base_rate", ("BaseRate", "Record")),
    ("tertius.forecasting.reference", ("ReferenceClass",)),
    ("tertius.forecasting.backtest.record", ("Backtest", "Calibration", "TargetRecord", "MethodScore")),
    ("tertius.forecasting.targets", ("Window",)),
    ("tertius.triangle.triangle", ("Triangle",)),
    ("tertius.triangle.roles", ("Roles", "Role", "Era")),
    ("tertius.alignment.ties", ("Ties", "Series")),
    ("tertius.alignment.indicators", ("Indicator",)),
    ("tertius.alignment.dependence", ("Exposure",)),
    ("tertius.alignment.leaving", ("Leaving",)),
    ("tertius.alignment.replacement", ("Estimate", "Sector", "Replacement")),
    ("tertius.wedge.scenarios.result", ("WhatIf", "Outcome", "Contribution", "Spread", "Pair")),
    ("tertius.wedge.scenarios.bounds", ("Bound",)),
    ("tertius.wedge.scenarios.extrapolation", ("Reach",)),
    ("tertius.wedge.scenarios.difference", ("Difference", "Interval")),
    ("tertius.wedge.scenarios.grounds", ("WhatIfOptions",)),
    ("tertius.triangle.structure", ("Structure", "Network", "Settlement", "Coalitions")),
    ("tertius.wedge.weighing", ("Weighing",)),
    ("tertius.wedge.judged", ("Judged", "Moved")),
    ("tertius.wedge.components.component", ("Component", "Effect", "Value")),
    ("tertius.wedge.evidence.evidence", ("Evidence",)),
    ("tertius.wedge.evidence.item", ("Item", "Span")),
    ("tertius.wedge.robustness", ("Robustness", "Flip")),
    ("tertius.wedge.outlook.blowback", ("Blowback", "Precedent")),
    ("tertius.wedge.outlook.triangles_with", ("Third",)),
    ("tertius.wedge.outlook.change", ("Change",)),
    ("tertius.wedge.outlook.signposts", ("Signpost",)),
    ("tertius.wedge.outlook.corners", ("Corner", "Stand", "Option")),
    ("tertius.wedge.cases.cases", ("Cases",)),
    ("tertius.wedge.cases.case", ("Case", "Coding")),
    ("tertius.wedge.cases.near", ("NearCases", "NearCase", "AskedFeature")),
    ("tertius.wedge.cases.prior", ("CasePrior", "CaseEffect")),
    ("tertius.reading.record", ("Reading", "Person", "Statement", "Forecast", "Figure", "Event")),
    ("tertius.reading.document", ("Document", "Block")),
    ("tertius.casebook.entry", ("Entry", "Listed", "Found")),
    ("tertius.casebook.corrections", ("Correction",)),
    ("tertius.casebook.judgement", ("Judgement", "Withdrawn")),
    ("tertius.casebook.coders", ("Agreement",)),
    ("tertius.ledger.store", ("Ledger",)),
    ("tertius.ledger.entries", ("Question", "Forecast", "Resolution", "AtlasRule", "Entry")),
    ("tertius.ledger.track_records", ("Scores", "TrackRecord", "CalibrationBin")),
    ("tertius.provenance", ("Provenance", "Snapshot", "Source", "Licence")),
)
FOUND_BY_NAME = (
    ("tertius.states", ("State", "find", "code_of", "in_year", "members_of_the_un", "successor_note")),
    ("tertius.datasets", ("load", "dataset", "catalogue")),
    ("tertius.atlas.store", ("open_atlas", "Atlas")),
    ("tertius.vault.store", ("Vault",)),
    ("tertius.reading.reader", ("ReadOptions", "read_document")),
    ("tertius.casebook.casebook", ("open_casebook", "Casebook")),
    ("tertius.casebook.judgements", ("judgements_of", "add_judgement", "withdraw_judgement")),
    ("tertius.casebook.batch", ("read_all", "Batch", "Failure")),
    ("tertius.report.brief", ("write_brief",)),
    ("tertius.report.reading_page", ("write_page",)),
    ("tertius.wedge.cases.case_list", ("load_cases", "CaseList")),
    ("tertius.wedge.cases.features", ("Sought",)),
    ("tertius.wedge.cases.prior", ("case_prior",)),
    ("tertius.wedge.cases.agreement", ("case_agreement",)),
)
UNDECLARED = {
    "unga_votes": "every state's answer to every roll call: yes, abstention, no",
    "unga_resolutions": "session, last possible day, title group, issue and paragraph flags of every roll call",
    "baci_russia_china": "shares of goods in the trade of Russia and China, and the size of each flow",
    "baci_trade": "gross domestic product of 21 economies",
    "sipri_arms": "shares of suppliers in stocks of major arms",
}
"""What tables without declared columns hold of each dataset: roll calls, goods, stocks, economies."""


def commands() -> str:
    """Every command's help at a hundred columns."""
    parts = [
        "# Commands",
        GENERATED,
        "Every command prints this with `--help`. Data go to standard output, messages to standard error. What the "
        "library refuses is said in three lines, with exit status 2.",
    ]

    def walk(command: Any, path: str) -> None:
        command.rich_markup_mode = None
        context = command.context_class(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH)
        parts.extend((f"## {path}", fenced(command.get_help(context), "text")))
        for name, child in sorted(getattr(command, "commands", {}).items()):
            walk(child, f"{path} {name}")

    walk(typer.main.get_command(app), "tertius")
    return page(*parts)


def datasets() -> str:
    """Every dataset's declaration."""
    rows = [
        (f"[{d.key}](#{d.key})", d.source.title, f"{d.first_year}–{d.last_year}", d.source.licence.name)
        for d in DATASETS
    ]
    parts = ["# Datasets", GENERATED, table(("key", "title", "years", "terms"), rows)]
    for d in DATASETS:
        s = d.source
        facts = [
            ("producer", s.producer),
            ("version", f"{s.version}, published {s.published.isoformat()}, {d.status}"),
            ("address", f"<{s.url}>"),
            ("citation", s.citation),
            ("years", f"{d.first_year}–{d.last_year}"),
            ("one row per", ", ".join(f"`{k}`" for k in d.grain)),
            ("states written as", f"{d.codes}{_direction(d)}"),
            ("a row that is absent", "unknown" if d.absent_means == "missing" else "none: zero inside the coverage"),
            ("public", f"{d.lag_days} days after the last day of the year"),
            ("terms", f"{s.licence.name}: <{s.licence.url}>"),
            ("the file may be passed on", "yes" if s.licence.redistribute else "no"),
            ("figures from it", s.licence.derived),
        ]
        ways = ("`tertius data pull`" if f.url else f"by hand: {f.by_hand}" for f in d.files)
        held = [(f"`{f.name}`", f"{f.size:,} bytes", way) for f, way in zip(d.files, ways, strict=True)]
        columns = [(f"`{n}`", str(c.dtype), c.about, c.unit, _values(c)) for n, c in d.columns.items()]
        parts += [
            f"## {d.key}",
            d.about,
            table(("", s.title), facts),
            table(("file", "size", "how to get it"), held),
            table(("column", "type", "meaning", "unit", "values"), columns),
            bullets(d.caveats),
        ]
    return page(*parts)


def atlas() -> str:
    """Every column of the two tables of figures, and how the third is laid out."""
    head = ("column", "type", "meaning", "unit", "from", "years", "null inside them", "public after")

    def rows(columns: Iterable[AtlasColumn]) -> Iterator[Sequence[str]]:
        for c in columns:
            link, years = f"[{c.dataset}](datasets.md#{c.dataset})", f"{c.first}–{c.last}"
            yield f"`{c.name}`", str(c.dtype), c.about, c.unit, link, years, c.absent_means, f"{c.lag_days} days"

    return page(
        "# Atlas",
        GENERATED,
        f"Edition {EDITION.isoformat()}. `open_atlas().table(name)` gives each table as a Polars LazyFrame. A null "
        "outside a column's years means nobody looked; [figures](../methods/figures.md) tells how each is made.",
        "## dyads",
        "One row a pair of states and year: `a`, `b` (COW codes, a < b), `year`, and:",
        table(head, rows(DYADS)),
        "## states",
        "One row a state and year: `state` (COW code), `year`, and:",
        table(head, rows(STATES)),
        "## months",
        "One row a pair and month, China and 25 partners: `a`, `b` (COW codes, a < b), `month` (its first day), and:",
        table(head, rows(MONTHS)),
        "## rollcalls",
        "One row a roll call: `rcid`, `session`, `known` (last day on which the vote can have been taken), `title` "
        "(a number shared by resolutions of one title), `item` (one shared by votes on one text), `contested`, `part` "
        "(paragraph or amendment), six issue flags, and one Int8 column a state (`s365` is Russia): 1 yes, "
        "0 abstention, −1 no, null absent.",
        "## products",
        "One row a good that one state sold another in a year: `exporter`, `importer` (COW codes), `year`, `good` "
        "(heading of the Harmonized System: four digits, six in chapter 27), `share` of the flow (0 to 1), `flow` "
        "(US$ billion). Russia and China, 2017–2023, from [baci_russia_china](datasets.md#baci_russia_china), public "
        "after 395 days.",
        "## stocks",
        "One row a state, supplier and year: `share` of the state's stock of major arms, 5 % retired a year; at least "
        "0.001. From [sipri_arms](datasets.md#sipri_arms), public after 90 days.",
        "## economies",
        "One row a state and year: `gdp` in current US$ billion, 21 economies, 2005–2021, from "
        "[baci_trade](datasets.md#baci_trade), public after 395 days.",
    )


def python() -> str:
    """The questions, the results they give, and what else a caller may want by name."""
    parts = [
        "# Python",
        GENERATED,
        "`import tertius as tt` loads nothing else and opens no socket; a room is loaded when it is first asked for.",
        "## Questions",
    ]
    for room, name in QUESTIONS:
        parts += function(f"tt.{name}", getattr(import_module(room), name))
    parts += ["## Results", "Frozen, and each with its origin. Arrays hold NaN where nothing was observed."]
    for room, names in RESULTS:
        parts += [line for n in names for line in kind(room, n)]
    parts += ["## Errors", fenced(inspect.getdoc(import_module("tertius.errors")) or "", "text")]
    parts.append("## Further doors")
    for room, names in FOUND_BY_NAME:
        for n in names:
            found = getattr(import_module(room), n)
            parts += kind(room, n) if inspect.isclass(found) else function(f"{room}.{n}", found)
    return page(*parts)


def indicators() -> str:
    """Every way to see a tie."""
    rows: list[Sequence[str]] = []
    for i in INDICATORS:
        closer, columns = "more" if i.closer > 0 else "less", ", ".join(f"`{c}`" for c in i.columns)
        spoken = (_from(i.close_from), _from(i.apart_from))
        rows.append((f"`{i.key}`", i.label, i.about, i.unit, closer, *spoken, columns))
    head = ("key", "label", "what it says", "unit", "closer is", "close", "apart", "atlas columns")
    return page(
        "# Indicators",
        GENERATED,
        "No indicator is averaged with another. The lines from which one speaks of a close or a distant tie are "
        "conventions of this project; they serve to notice that two indicators contradict each other.",
        table(head, rows),
    )


def measures() -> str:
    """Signature and first line of every measure, by file."""
    said = "Pure functions on arrays. Formula, range and pitfalls stand on the methods page."
    parts = ["# Measures", GENERATED, said]
    for found in sorted(pkgutil.iter_modules(tertius.measures.__path__), key=lambda m: m.name):
        module = import_module(f"tertius.measures.{found.name}")
        parts += [f"## [{found.name}](../methods/{methods_page(found.name)})", first_line(module)]
        for name in module.__all__:
            thing = getattr(module, name)
            if callable(thing):
                parts += [fenced(signature(name, thing), "python"), first_line(thing)]
    return page(*parts)


def methods_page(measure: str) -> str:
    """The page of a measure's own name, else the one that lists its file."""
    folder = ROOT / "docs" / "methods"
    if (folder / f"{measure}.md").is_file():
        return f"{measure}.md"
    listed = (
        p.name for p in sorted(folder.glob("*.md")) if f"`measures/{measure}.py`" in p.read_text(encoding="utf-8")
    )
    return next(listed)


def notice(text: str) -> str:
    """The notice with its data part written anew."""
    known = {d.key: d for d in BUILT_IN}
    parts: list[str] = []
    for number, key in enumerate(SOURCES, start=1):
        s = known[key].source
        shipped = [c.about for c in (*DYADS, *STATES, *MONTHS) if c.dataset == key]
        shipped += [UNDECLARED[key]] if key in UNDECLARED else []
        parts.append(
            f"{number}. {s.title}\n   Producer: {s.producer}\n   Version:  {s.version}\n   Terms:    "
            f"{s.licence.name} <{s.licence.url}>\n   Cite:     {s.citation}\n   Figures shipped, edition "
            f"of {EDITION.isoformat()}:\n" + "\n".join(f"   - {a}" for a in shipped)
        )
    alike = [known[k].source.title for k in SOURCES if "SA" in re.split(r"\W", known[k].source.licence.name)]
    parts.append(f"Share-alike applies to: {'; '.join(alike) if alike else 'none of these sources'}.")
    return between(text, "--- data, written by docs/generate.py ---", "--- end of data ---", "\n\n".join(parts))


@cache
def answer() -> Assessment:
    """The first triad as this edition answers it; no casebook of one's own enters it."""
    with tempfile.TemporaryDirectory() as folder:
        nobodys = open_casebook(Path(folder) / "none.sqlite")
        found = tertius.assess("USA", "RUS", "CHN", as_of=EDITION, casebook=nobodys)
        nobodys.engine.dispose()
    return found


VALUES = ("<!-- values, written by docs/generate.py -->", "<!-- end of values -->")


def component_values(text: str) -> str:
    """The methods page of the components with where they stand for the first triad."""
    weighed = answer().weighed
    rows = component_rows(weighed)
    return between(text, *VALUES, f"{table(COMPONENT_HEAD, rows)}\n\n{judged_line(weighed)}")


def change_values(text: str) -> str:
    """The methods page of the outlook with what would move the first triad's number most."""
    changes = answer().weighed.changes
    head = tuple(name.replace("\n", " ") for name in change_head(changes))
    return between(text, *VALUES, table(head, change_rows(changes, at_most=5)))


def readme(text: str) -> str:
    """The README with the answer as this edition prints it, shortened."""
    out = io.StringIO()
    found = answer()
    print_assessment(found, to=console(out))
    kept: list[str] = []
    keep = True
    for line in out.getvalue().splitlines():
        if line.isupper() and line.strip() == line:
            keep = line in SHOWN
        if keep:
            kept.append(line.rstrip())
        elif kept[-1] != "…":
            kept.append("…")
    return between(
        text, "<!-- answer, written by docs/generate.py -->", "<!-- end of answer -->", fenced("\n".join(kept), "text")
    )


def _direction(d: Dataset) -> str:
    return "" if d.directed is None else ", directed" if d.directed else ", undirected"


def _values(c: Column) -> str:
    told = [
        "" if c.allowed is None else ", ".join(map(str, c.allowed)),
        "" if c.low is None else f"from {c.low}",
        "" if c.high is None else f"to {c.high}",
        "or null" if c.nullable else "",
    ]
    return " ".join(t for t in told if t)


def _from(value: float | None) -> str:
    return "never" if value is None else f"{value:g}".replace("-", "−")


def pages() -> dict[Path, str]:
    """Every generated page as it should be now."""
    reference = ROOT / "docs" / "reference"
    found = {reference / f"{f.__name__}.md": f() for f in (commands, datasets, atlas, python, indicators, measures)}
    methods = ROOT / "docs" / "methods"
    written = (
        (ROOT / "NOTICE", notice),
        (ROOT / "README.md", readme),
        (methods / "wedge.md", component_values),
        (methods / "outlook.md", change_values),
    )
    for path, write in written:
        found[path] = write(path.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Write the pages, or name the stale ones."""
    stale = {p: text for p, text in pages().items() if not p.is_file() or p.read_text(encoding="utf-8") != text}
    if "--check" in sys.argv[1:]:
        sys.stderr.writelines(f"stale: {p.relative_to(ROOT)} (make docs)\n" for p in stale)
        return 1 if stale else 0
    for path, text in stale.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
