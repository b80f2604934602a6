"""What every test shares: no network but loopback, and the larger data where they are at hand."""

from __future__ import annotations

import csv
import io
import os
import socket
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from tertius.atlas.rollcalls import ISSUES, RollCalls

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples"
REQUIRE_ALL = os.environ.get("TERTIUS_REQUIRE_ALL") == "1"
_SHARED = ROOT.parent / "shared" / "data"

# The same examples in every run, however slow the machine; --hypothesis-profile=default looks for new ones.
settings.register_profile("tertius", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tertius")


@pytest.fixture(scope="session", autouse=True)
def _no_casebook_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An answer takes in the casebook of whoever asks: tests ask without one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTIUS_DATABASE", str(tmp_path_factory.mktemp("nobody") / "none.sqlite"))
        yield


def _left_out(reason: str) -> None:
    """Leave a test out with its reason; where everything is required, leaving out is failing."""
    if REQUIRE_ALL:
        pytest.fail(f"required here, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def left_out() -> Callable[[str], None]:
    """Leave a test out with its reason, or fail it where everything is required."""
    return _left_out


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's data folder: gold, fixtures, wedge cases and the vault."""
    for folder in (_SHARED,):
        if folder.is_dir():
            return folder
    _left_out("../shared/data is not there")
    raise AssertionError


@pytest.fixture(scope="session")
def real_vault() -> Path:
    """A folder that holds the producers' files: TERTIUS_VAULT, else ../shared/data/vault."""
    for folder in (Path(os.environ.get("TERTIUS_VAULT", "")), _SHARED / "vault"):
        if folder.name and folder.is_dir():
            return folder
    _left_out("no vault: set TERTIUS_VAULT or pull the datasets")
    raise AssertionError


@pytest.fixture(scope="session")
def read_real(real_vault: Path) -> Callable:
    """Read a dataset of the catalogue from the producers' files, each at most once a session."""
    from tertius.datasets import load

    return cache(lambda key: load(key, real_vault))


@pytest.fixture(scope="session")
def as_published(workbook) -> Callable[[Path, bytes], Path]:
    """Write a csv in the format that the target's suffix names, as its producer would."""

    def write(target: Path, sample: bytes) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".parquet":
            import polars as pl

            pl.read_csv(sample).write_parquet(target)
            return target
        if target.suffix == ".xlsx":
            return workbook(target, "country", list(csv.reader(io.StringIO(sample.decode()))))
        if target.suffix == ".csv":
            target.write_bytes(sample)
            return target
        import pandas as pd
        import rdata

        header, *rows = csv.reader(io.StringIO(sample.decode()))
        columns = {name: _typed([row[i] for row in rows]) for i, name in enumerate(header)}
        frame = pd.DataFrame({name: pd.Series(values, dtype=kind) for name, (values, kind) in columns.items()})
        frame.columns = pd.Index(header, dtype=object)
        if target.suffix == ".dta":
            frame.to_stata(target, write_index=False)
        elif target.suffix == ".rds":
            rdata.write_rds(target, frame)
        else:
            rdata.write_rda(target, {target.stem: frame})
        return target

    return write


def _typed(cells: list[str]) -> tuple[list[object], object]:
    """Numbers where every filled cell is one, else text; an empty cell is missing."""
    try:
        return [float(cell) if cell else float("nan") for cell in cells], "float64"
    except ValueError:
        return [cell or None for cell in cells], object


@pytest.fixture(scope="session")
def sample_of(as_published: Callable[[Path, bytes], Path]) -> Callable:
    """A dataset's sample files in their producer's formats; `edit` may change the csv of each file by its stem."""

    def write(dataset, folder: Path, edit: Callable[[str, bytes], bytes] = lambda _, csv_bytes: csv_bytes):
        stems = [(Path(file.name).stem, file.name) for file in dataset.files]
        samples = {stem: (SAMPLES / dataset.key / f"{stem}.csv").read_bytes() for stem, _ in stems}
        return tuple(as_published(folder / name, edit(stem, samples[stem])) for stem, name in stems)

    return write


@pytest.fixture(scope="session")
def workbook() -> Callable[[Path, str, Sequence[Sequence[str]]], Path]:
    """Write rows to an .xlsx workbook of one sheet, every cell as text."""

    def write(path: Path, sheet: str, rows: Sequence[Sequence[str]]) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, text in _parts(sheet, rows).items():
                book.writestr(zipfile.ZipInfo(name), text)
        return path

    return write


def _parts(sheet: str, rows: Sequence[Sequence[str]]) -> dict[str, str]:
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{mime}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{mime}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{spread}" xmlns:r="{relation}">'
            f'<sheets><sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{spread}"><sheetData>{lines}</sheetData></worksheet>',
    }


def _cell(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in {"127.0.0.1", "::1", "localhost", "unix"}:
            raise RuntimeError(f"a test tried to reach {host}")
        connect(self, address)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture(scope="session")
def shipped():
    """The atlas in the package, whatever the user of this machine has built."""
    from tertius.atlas.store import SHIPPED, open_atlas

    return open_atlas(SHIPPED)


@pytest.fixture(scope="session")
def roll_calls() -> Callable:
    """Roll calls from one string a state: Y yes, A abstains, N no, a full stop where it is absent."""
    import numpy as np

    from tertius.atlas.rollcalls import ISSUES, RollCalls

    value = {"Y": 1.0, "A": 0.0, "N": -1.0, ".": np.nan}

    def make(answers: dict[int, str], *, sessions: Sequence[int] = (), titles: Sequence[int] = ()) -> RollCalls:
        n = len(next(iter(answers.values()), ""))
        session = np.array(sessions or [30] * n, dtype=np.int16)
        # The text voted on: here every vote is on a text of its own.
        matrix = np.array([[value[c] for c in said] for said in answers.values()], dtype=np.float32)
        return RollCalls(
            rcid=np.arange(n, dtype=np.int32),
            session=session,
            title=np.array(titles or range(n), dtype=np.int32),
            item=np.arange(n, dtype=np.int32),
            known=np.array([f"{s + 1945}-12-20" for s in session], dtype="datetime64[D]"),
            contested=np.ones(n, dtype=bool),
            part=np.zeros(n, dtype=bool),
            issues=np.zeros((n, len(ISSUES)), dtype=bool),
            states=tuple(answers),
            answers=matrix.reshape(len(answers), n),
        )

    return make


TINY_YEARS = range(1975, 1991)
TINY_STATES = (2, 20, 200, 220, 365, 710)
"""United States, Canada, United Kingdom, France, Russia, China."""


def _tiny_votes() -> dict[int, str]:
    """Twelve votes a session; the first four copy the United States, Russia is China's, France turns in 1983."""
    import numpy as np

    rng = np.random.default_rng(3)
    n = 12 * len(TINY_YEARS)
    us = rng.choice(list("YAN"), n)
    china = rng.choice(list("YYAN"), n)
    year = np.repeat(list(TINY_YEARS), 12)

    def like(whom, share: float):
        return np.where(rng.random(n) < share, whom, rng.choice(list("YAN"), n))

    france = np.where(year < 1983, like(china, 0.9), like(us, 0.9))
    rows = (us, like(us, 0.8), like(us, 0.7), france, like(china, 0.8), china)
    return {state: "".join(row) for state, row in zip(TINY_STATES, rows, strict=True)}


@pytest.fixture(scope="session")
def tiny_calls(roll_calls):
    """Six states, 1975 to 1990, twelve votes a session under four titles that come back each year."""
    sessions = [y - 1945 for y in TINY_YEARS for _ in range(12)]
    return roll_calls(_tiny_votes(), sessions=sessions, titles=[i % 12 // 3 for i in range(len(sessions))])


@pytest.fixture(scope="session")
def tiny_atlas(tiny_calls, shipped, tmp_path_factory: pytest.TempPathFactory):
    """An atlas folder in the layout of the build: the tiny roll calls, and one known figure of every column."""
    import polars as pl

    from tertius.atlas.build import _commit
    from tertius.atlas.columns import DYADS, STATES
    from tertius.atlas.rollcalls import ISSUES
    from tertius.atlas.store import Atlas

    calls = pl.DataFrame(
        {k: getattr(tiny_calls, k) for k in ("rcid", "session", "title", "item", "known", "contested", "part")}
    )
    calls = calls.with_columns(pl.lit(value=False).alias(i) for i in ISSUES)
    rows = tiny_calls.answers
    votes = pl.DataFrame({f"s{s}": rows[i] for i, s in enumerate(tiny_calls.states)}).fill_nan(None).cast(pl.Int8)
    pairs = [(a, b, y) for a in TINY_STATES for b in TINY_STATES if a < b for y in TINY_YEARS]
    dyads = pl.DataFrame(pairs, schema={"a": pl.Int16, "b": pl.Int16, "year": pl.Int16}, orient="row")
    dyads = dyads.with_columns(_tiny_figure(c, ("a", "b")) for c in DYADS)
    owners = [(s, y) for s in TINY_STATES for y in TINY_YEARS]
    states = pl.DataFrame(owners, schema={"state": pl.Int16, "year": pl.Int16}, orient="row")
    states = states.with_columns(_tiny_figure(c, ("state",)) for c in STATES)
    tables = {"rollcalls": pl.concat([calls, votes], how="horizontal"), "dyads": dyads, "states": states}
    folder = tmp_path_factory.mktemp("atlas")
    _commit(tables, shipped.manifest["snapshots"], folder)
    return Atlas(folder)


def _tiny_figure(c, keys: tuple[str, ...]):
    """A figure that can be told by hand: flags where the year is even, counts 2, shares from the codes and the year."""
    import polars as pl

    if c.dtype == pl.Boolean:
        value = pl.col("year") % 2 == 0
    elif c.dtype in {pl.Int8, pl.Int16}:
        value = pl.lit(2)
    else:
        far = keys[-1] if c.name.endswith("_a") else keys[0]
        value = pl.col(far) / 1000 + (pl.col("year") - 1900) / 1000
    return pl.when(pl.col("year").is_between(c.first, c.last)).then(value).cast(c.dtype).alias(c.name)


@pytest.fixture(scope="session")
def postgres_server():
    """A real PostgreSQL of Debian's package, on a socket of its own: the URL of an empty cluster."""
    import shutil
    import subprocess
    import tempfile

    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not found:
        _left_out("PostgreSQL is not installed (Debian's package postgresql)")
    programs = found[-1].parent
    # Not below pytest's own folder: another session closes that to all other users when it begins.
    folder = Path(tempfile.mkdtemp(prefix="tertius-pg-"))
    # initdb refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres", "postgres")

    def run(*words: str) -> None:
        subprocess.run([*as_user, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)

    cluster, sockets = str(folder / "data"), str(folder)
    run(str(programs / "initdb"), "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    run(
        *(str(programs / "pg_ctl"), "-D", cluster, "-w", "-l", str(folder / "log")),
        *("-o", f"-c listen_addresses='' -k {sockets} -c max_connections=50", "start"),
    )
    yield f"postgresql://postgres@/{{name}}?host={sockets}"
    run(str(programs / "pg_ctl"), "-D", cluster, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind: every test that takes it runs on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tertius.sqlite"
    import uuid

    import psycopg

    template = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(template.format(name="postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return template.format(name=name)


@pytest.fixture
def tertius(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable:
    """Run a command in this process on the shipped atlas: exit status, standard output, standard error."""
    import sys

    from tertius.cli import main

    monkeypatch.setenv("TERTIUS_ATLAS", str(ROOT / "src/tertius/atlas/data"))
    monkeypatch.setenv("TERTIUS_DATABASE", str(tmp_path / "tertius.sqlite"))

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tertius", *words])
        status = 0
        try:
            main()
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def rollcalls(answers: dict[int, Sequence[float | None]], *, session: Sequence[int], **flags) -> RollCalls:
    """States' answers by COW code, one session a vote; None is absent."""
    matrix = np.array([[np.nan if x is None else x for x in row] for row in answers.values()], dtype=np.float32)
    n = len(session)
    opened = (np.array(session) + 1945 - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    contested = [len({x for x in column if np.isfinite(x)}) > 1 for column in matrix.T]
    return RollCalls(
        rcid=np.arange(1, n + 1, dtype=np.int32),
        session=np.array(session, dtype=np.int16),
        title=np.array(flags.get("title", range(n)), dtype=np.int32),
        item=np.array(flags.get("item", range(1, n + 1)), dtype=np.int32),
        known=np.array(flags.get("known", opened + 334), dtype="datetime64[D]"),
        contested=np.array(flags.get("contested", contested), dtype=bool),
        part=np.array(flags.get("part", [False] * n), dtype=bool),
        issues=np.zeros((n, len(ISSUES)), dtype=bool),
        states=tuple(answers),
        answers=matrix,
    )


@pytest.fixture(scope="session")
def calls() -> Callable[..., RollCalls]:
    """Roll calls written as a table."""
    return rollcalls
