"""`tertius report A B C --out FILE`: the answer as a brief of two pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tertius.cli.app import AsJson, AsOf, app, day_of, print_json
from tertius.errors import printable


@app.command(epilog="Example: tertius report USA RUS CHN --out brief.pdf --out brief.docx")
def report(
    a: Annotated[str, typer.Argument(help="The state that would pry: ISO 3166 code, COW code or name.")],
    b: Annotated[str, typer.Argument(help="The state to be pried away.")],
    c: Annotated[str, typer.Argument(help="The state it would leave.")],
    out: Annotated[list[Path], typer.Option(metavar="FILE", help="A .html, .docx, .pdf or .md file; may be repeated.")],
    as_of: AsOf = None,
    horizon: Annotated[int, typer.Option(help="Years ahead, 1 to 10.")] = 5,
    json: AsJson = False,
) -> None:
    """Write the answer as two pages with footnoted sources: HTML, Word, PDF or Markdown."""
    from tertius.report.document.writing import checked, write_report
    from tertius.wedge.assess import assess

    places = checked(out)
    written = write_report(assess(a, b, c, as_of=day_of(as_of), horizon=horizon), places)
    if json:
        print_json({"written": [w.to_dict() for w in written]})
    else:
        typer.echo("\n".join(f"wrote {printable(str(w.path))} ({w.size / 1000:.0f} kB)" for w in written), err=True)
