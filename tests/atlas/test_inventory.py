"""What data there are, and whether their files are here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tertius.atlas.build import SOURCES
from tertius.atlas.inventory import inventory
from tertius.datasets import catalogue
from tertius.vault.store import Vault


def by_key(folder: Path) -> dict[str, dict]:
    return {entry["key"]: entry for entry in inventory(Vault(folder))}


def test_every_dataset_has_one_entry_in_the_order_of_keys(tmp_path: Path):
    found = inventory(Vault(tmp_path / "nowhere"))
    assert [entry["key"] for entry in found] == sorted(catalogue())
    assert all(entry["here"] == 0 for entry in found)
    assert all(entry["files"] == len(catalogue()[entry["key"]].files) for entry in found)


def test_the_files_that_are_here_are_counted(sample_vault: Path):
    assert by_key(sample_vault)["unga_votes"]["here"] == 2
    (sample_vault / catalogue()["unga_votes"].files[0].name).unlink()
    assert by_key(sample_vault)["unga_votes"]["here"] == 1


def test_it_says_what_the_atlas_is_made_of(tmp_path: Path):
    assert {key for key, entry in by_key(tmp_path).items() if entry["in_atlas"]} == set(SOURCES)


def test_owner_years_and_terms_are_those_of_the_declaration(tmp_path: Path):
    for key, entry in by_key(tmp_path).items():
        d = catalogue()[key]
        assert entry["producer"] == d.source.producer
        assert entry["licence"] == d.source.licence.name
        assert (entry["first_year"], entry["last_year"]) == (d.first_year, d.last_year)
        assert entry["redistribute"] is d.source.licence.redistribute
        assert entry["by_hand"] is any(f.url is None for f in d.files)


def test_it_is_plain_values(tmp_path: Path):
    assert json.loads(json.dumps(inventory(Vault(tmp_path)))) == inventory(Vault(tmp_path))


def test_without_a_vault_the_default_one_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERTIUS_VAULT", str(tmp_path))
    assert inventory() == inventory(Vault(tmp_path))
