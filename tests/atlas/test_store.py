"""Where the atlas lies, what is read from it, and what is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.columns import DYADS
from tertius.atlas.store import FORMAT, MANIFEST, SHIPPED, Atlas, open_atlas, user_folder
from tertius.errors import TertiusError

TABLES = ("dyads", "states", "rollcalls")


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return Atlas(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A whole atlas that a test may break."""
    root = tmp_path / "atlas"
    shutil.copytree(SHIPPED, root)
    return root


def edited(root: Path, **changes: object) -> Path:
    manifest = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    (root / MANIFEST).write_text(json.dumps({**manifest, **changes}), encoding="utf-8")
    return root


def refusal(root: Path, table: str = "dyads") -> TertiusError:
    with pytest.raises(TertiusError) as caught:
        Atlas(root).table(table)
    assert caught.value.found
    assert "tertius data build" in caught.value.hint
    return caught.value


def turned(frame: pl.DataFrame) -> pl.DataFrame:
    """The other side's view, written down column by column."""
    out = {}
    for name in frame.columns:
        if name in {"a", "b"}:
            other = "b" if name == "a" else "a"
        elif name.endswith(("_share_a", "_by_a")):
            other = name[:-1] + "b"
        elif name.endswith(("_share_b", "_by_b")):
            other = name[:-1] + "a"
        else:
            other = name
        out[name] = -frame[other] if name == "baci_balance" else frame[other]
    return pl.DataFrame(out)


CODES = st.sampled_from([2, 20, 200, 220, 255, 260, 339, 345, 365, 370, 630, 666, 678, 679, 710, 713, 740, 750, 816])


@given(a=CODES, b=CODES)
def test_a_pair_reads_the_same_from_both_sides(shipped, a, b):
    one, other = shipped.dyad(a, b), shipped.dyad(b, a)
    assert other.equals(turned(one))
    assert one["a"].unique().to_list() in ([], [a])
    assert one["year"].is_sorted()


def test_every_directed_column_has_its_twin():
    names = {c.name for c in DYADS}
    sided = {n for n in names if n.endswith(("_a", "_b"))}
    assert {n[:-1] + ("b" if n.endswith("a") else "a") for n in sided} == sided
    assert len(sided) == 12


def test_a_share_stands_on_the_side_of_the_state_whose_trade_it_is(shipped):
    # In 2014 Russia sold and bought far more of its trade with China than China with Russia.
    seen = {s: shipped.dyad(*s).filter(pl.col("year") == 2014).row(0, named=True) for s in ((365, 710), (710, 365))}
    assert seen[365, 710]["trade_share_a"] > 0.08 > 0.03 > seen[365, 710]["trade_share_b"]
    assert seen[710, 365]["trade_share_b"] == seen[365, 710]["trade_share_a"]


@pytest.mark.parametrize("pair", [(2, 2), (2, 999), (260, 316)])
def test_a_pair_that_never_coexisted_is_empty(shipped, pair):
    assert shipped.dyad(*pair).is_empty()
    assert shipped.dyad(*pair).columns == shipped.dyad(2, 365).columns


def test_states_have_the_years_in_which_they_existed(shipped):
    years = {pair: shipped.dyad(*pair)["year"] for pair in ((2, 260), (2, 255), (2, 365), (2, 316), (365, 678))}
    assert (years[2, 260].min(), years[2, 260].max()) == (1955, 1990)
    assert (years[2, 255].min(), years[2, 255].max()) == (1990, 2025)
    assert (years[2, 365].min(), years[2, 365].max()) == (1946, 2025)
    assert years[2, 316].min() == 1993
    assert years[365, 678].max() == 1990


def test_the_chinese_seat_passes_from_taipei_to_beijing_in_1971(shipped):
    taipei = shipped.dyad(2, 713).filter(pl.col("agreement").is_not_null())["year"]
    beijing = shipped.dyad(2, 710).filter(pl.col("agreement").is_not_null())["year"]
    assert (taipei.min(), taipei.max()) == (1946, 1971)
    assert beijing.min() == 1971


def test_a_state_has_its_own_figures(shipped):
    frame = shipped.state(365)
    assert frame["state"].unique().to_list() == [365]
    assert frame["year"].is_sorted()
    assert shipped.state(999).is_empty()


def test_the_snapshots_behind_a_figure_carry_owner_terms_and_hash(shipped):
    found = shipped.provenance("unga_votes", "cow_trade")
    assert [s.source.id for s in found.snapshots] == ["unga_votes", "cow_trade"]
    assert all(len(s.sha256) == 64 and s.source.licence.name and s.source.citation for s in found.snapshots)
    assert shipped.provenance("nothing").snapshots == ()
    assert shipped.provenance().snapshots == ()


def test_the_edition_is_a_day_after_every_source_was_published(shipped):
    assert isinstance(shipped.edition, date)
    everything = shipped.provenance(*(s["dataset"] for s in shipped.manifest["snapshots"]))
    assert max(s.source.published for s in everything.snapshots) <= shipped.edition


def test_the_shipped_folder_holds_what_its_manifest_names_and_nothing_else(shipped):
    apart = [shipped.manifest[k] for k in ("estimates", "ties")]
    named = {e["file"]: e for e in (*shipped.manifest["tables"].values(), *apart)}
    kept = {part["file"]: part for name, part in shipped.manifest["backtest"].items() if name != "of"}
    assert {p.name for p in SHIPPED.iterdir()} - {"build.lock"} == {MANIFEST, *named, *kept}
    for file, entry in kept.items():
        content = (SHIPPED / file).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (entry["sha256"], entry["bytes"])
    for file, entry in named.items():
        content = (SHIPPED / file).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (entry["sha256"], entry["bytes"])
        assert pl.scan_parquet(SHIPPED / file).select(pl.len()).collect().item() == entry["rows"]


def test_the_final_votes_are_those_of_the_rule(shipped):
    votes = shipped.final_rollcalls
    assert votes.contested.all()
    assert not (votes.part & (votes.session > 44)).any()
    assert 19 not in votes.session


def test_a_named_folder_is_opened_as_it_is(copy: Path):
    assert open_atlas(copy).root == copy
    assert open_atlas(copy) is open_atlas(copy)


def test_a_users_own_build_takes_precedence(copy: Path, monkeypatch):
    monkeypatch.setenv("TERTIUS_ATLAS", str(copy))
    assert user_folder() == copy
    assert open_atlas().root == copy


def test_without_a_build_of_their_own_users_read_the_shipped_one(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("TERTIUS_ATLAS", raising=False)
    monkeypatch.setattr("tertius.atlas.store.user_folder", lambda: tmp_path / "none")
    assert open_atlas().root == SHIPPED


def test_a_folder_that_is_named_and_holds_no_atlas_is_refused_and_not_passed_over(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("TERTIUS_ATLAS", str(tmp_path / "mistyped"))
    with pytest.raises(TertiusError, match="without an atlas") as refused:
        open_atlas()
    assert "tertius data build" in refused.value.hint


def test_the_platforms_folder_is_used_where_none_is_named(monkeypatch):
    monkeypatch.delenv("TERTIUS_ATLAS", raising=False)
    assert user_folder().parts[-2:] == ("tertius", "atlas")


def test_a_new_build_in_a_folder_is_seen_by_the_process_that_had_opened_it(copy: Path):
    before = open_atlas(copy)
    assert before.edition != date(2030, 1, 1)
    old = copy / before.manifest["tables"]["states"]["file"]
    table = before.table("states").collect().head(3)
    old.unlink()
    table.write_parquet(copy / "states-new.parquet")
    content = (copy / "states-new.parquet").read_bytes()
    entry = {"file": "states-new.parquet", "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    tables = {**before.manifest["tables"], "states": entry}
    edited(copy, edition="2030-01-01", tables=tables)
    assert open_atlas(copy).edition == date(2030, 1, 1)
    assert open_atlas(copy).table("states").collect().height == 3


def test_an_atlas_of_another_layout_is_refused(copy: Path):
    error = refusal(edited(copy, format=FORMAT + 1))
    assert "another layout" in error.what
    assert error.found == f"layout {FORMAT + 1}, wanted {FORMAT}"


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_refused(copy: Path, table):
    (copy / Atlas(copy).manifest["tables"][table]["file"]).unlink()
    error = refusal(copy, table)
    assert table in error.what
    assert error.found == "nothing"


@pytest.mark.parametrize("left", [0, 1, 1000, -1])
def test_a_table_cut_short_is_refused(copy: Path, left):
    path = copy / Atlas(copy).manifest["tables"]["states"]["file"]
    path.write_bytes(path.read_bytes()[:left])
    assert refusal(copy, "states").found == f"{path.stat().st_size} bytes"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_table_with_one_flipped_bit_is_refused(copy: Path, table, where):
    # Parquet keeps no checksum: of sixty such files forty-nine read as other figures, without a word.
    path = copy / Atlas(copy).manifest["tables"][table]["file"]
    content = bytearray(path.read_bytes())
    content[int(len(content) * where)] ^= 1
    path.write_bytes(content)
    assert "damaged" in refusal(copy, table).what


@pytest.mark.parametrize("left", [0, 1, 700, -3])
def test_a_torn_manifest_is_refused(copy: Path, left):
    (copy / MANIFEST).write_bytes((copy / MANIFEST).read_bytes()[:left])
    assert "cannot be read" in refusal(copy).what


@pytest.mark.parametrize("content", [b"[]", b"null", b"7", b"{}", b'{"format": 1}', b"\xff\xfe", b"<html></html>"])
def test_what_is_no_manifest_is_refused(copy: Path, content):
    (copy / MANIFEST).write_bytes(content)
    refusal(copy)


def test_a_manifest_that_names_no_such_table_is_refused(copy: Path):
    refusal(edited(copy, tables={}))


def test_an_empty_folder_is_refused(tmp_path: Path):
    assert "FileNotFoundError" in refusal(tmp_path).found
