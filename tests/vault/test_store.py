"""A file is found by its hash or its name, and handed out only if it is the declared one."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tertius.errors import VaultError
from tertius.vault.remote import RemoteFile
from tertius.vault.store import Vault

# FIPS 180-2, appendix B.1: the SHA-256 of "abc".
ABC = RemoteFile(
    "letters/abc.txt",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    3,
    "https://example.org/abc.txt",
)


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_an_object_lies_under_its_hash_with_its_suffix(vault):
    arrived = put(vault.part(ABC), b"abc")
    kept = vault.admit(arrived, ABC)
    assert kept == vault.root / "objects" / "ba" / f"{ABC.sha256[2:]}.txt"
    assert kept.read_bytes() == b"abc"
    assert not arrived.exists()
    assert vault.path(ABC) == vault.find(ABC) == kept


def test_an_arrival_is_written_down_with_its_origin(vault):
    vault.admit(put(vault.part(ABC), b"abc"), ABC)
    (arrival,) = vault.manifest.arrivals()
    assert (arrival.name, arrival.sha256, arrival.size, arrival.url) == (ABC.name, ABC.sha256, 3, ABC.url)
    assert arrival.retrieved.endswith("+00:00")


def test_another_file_is_deleted_at_the_door(vault):
    arrived = put(vault.part(ABC), b"abd")
    with pytest.raises(VaultError, match="not the file") as refusal:
        vault.admit(arrived, ABC)
    assert hashlib.sha256(b"abd").hexdigest() in refusal.value.found
    assert ABC.sha256 in refusal.value.found
    assert "new version" in refusal.value.hint
    assert not arrived.exists()
    assert vault.manifest.arrivals() == ()
    assert vault.find(ABC) is None


def test_a_plain_folder_is_a_vault(tmp_path):
    plain = put(tmp_path / "letters" / "abc.txt", b"abc")
    assert Vault(tmp_path).path(ABC) == plain
    assert listing(tmp_path) == {"letters", "letters/abc.txt"}


def test_an_object_goes_before_a_plain_file(vault):
    put(vault.root / ABC.name, b"abc")
    kept = put(vault.address(ABC), b"abc")
    assert vault.find(ABC) == vault.path(ABC) == kept


def test_a_spoiled_object_gives_way_to_a_right_plain_file(vault):
    put(vault.address(ABC), b"spoiled")
    plain = put(vault.root / ABC.name, b"abc")
    assert vault.path(ABC) == plain


def test_a_missing_file_comes_with_the_command_that_gets_it(vault):
    with pytest.raises(VaultError, match="not in the vault") as refusal:
        vault.path(ABC)
    assert refusal.value.hint == "tertius data pull letters"
    assert str(vault.root) in refusal.value.found
    assert vault.find(ABC) is None
    assert vault.held(ABC) is None


def test_a_missing_file_without_address_says_how_to_get_it_and_where_it_goes(vault):
    with pytest.raises(VaultError) as refusal:
        vault.path(replace(ABC, url=None, by_hand="fill in the form at https://example.org"))
    assert refusal.value.hint == f"fill in the form at https://example.org; then put it at {vault.root / ABC.name}"


def test_a_short_file_is_called_cut_short(vault):
    put(vault.root / ABC.name, b"ab")
    with pytest.raises(VaultError, match="is cut short") as refusal:
        vault.path(ABC)
    assert "2 bytes" in refusal.value.found
    assert "wanted 3 bytes" in refusal.value.found
    assert "any_version=True" in refusal.value.hint


def test_an_empty_file_is_called_cut_short(vault):
    put(vault.root / ABC.name, b"")
    with pytest.raises(VaultError, match="cut short"):
        vault.path(ABC)


def test_any_version_takes_the_plain_file_as_it_is(vault):
    plain = put(vault.root / ABC.name, b"newer")
    with pytest.raises(VaultError, match="not the file"):
        vault.path(ABC)
    assert vault.path(ABC, any_version=True) == plain


def test_any_version_prefers_the_declared_one_then_the_newest_whole_arrival(vault):
    plain = put(vault.root / ABC.name, b"by hand")
    versions = [replace(ABC, sha256=hashlib.sha256(body).hexdigest(), size=len(body)) for body in (b"one", b"two")]
    kept = [vault.admit(put(vault.part(v), body), v) for v, body in zip(versions, (b"one", b"two"), strict=True)]
    assert vault.path(ABC, any_version=True) == kept[1]
    kept[1].write_bytes(b"tw")
    assert vault.path(ABC, any_version=True) == kept[0]
    kept[0].unlink()
    assert vault.path(ABC, any_version=True) == plain
    declared = put(vault.address(ABC), b"abc")
    assert vault.path(ABC, any_version=True) == declared


def test_any_version_of_nothing_is_still_missing(vault):
    with pytest.raises(VaultError, match="not in the vault"):
        vault.path(ABC, any_version=True)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../abc.txt",
        "letters/../../abc.txt",
        "letters//abc.txt",
        "./abc.txt",
        "letters/",
        "..\\abc.txt",
        "C:abc.txt",
        "letters/abc\x00.txt",
        "letters/abc\n.txt",
        "objects/ba/x",
        "partial/x",
        "manifest.jsonl",
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(vault, name):
    odd = replace(ABC, name=name)
    for ask in (vault.find, vault.path, vault.held, vault.address, vault.part):
        with pytest.raises(VaultError, match="cannot be the name"):
            ask(odd)


@pytest.mark.parametrize("sha256", ["", "../../../x", ABC.sha256.upper(), ABC.sha256[:-1], ABC.sha256 + "\n"])
def test_a_malformed_hash_is_refused(vault, sha256):
    with pytest.raises(VaultError, match="64 lowercase"):
        vault.find(replace(ABC, sha256=sha256))


def test_a_link_out_of_the_vault_is_refused(vault, tmp_path):
    secret = put(tmp_path / "elsewhere" / "abc.txt", b"abc")
    (vault.root / "letters").mkdir(parents=True)
    (vault.root / "letters" / "abc.txt").symlink_to(secret)
    for any_version in (False, True):
        with pytest.raises(VaultError, match="leads out of the vault"):
            vault.path(ABC, any_version=any_version)


def test_a_link_inside_the_vault_and_a_linked_vault_are_fine(vault, tmp_path):
    put(vault.root / "letters" / "real.txt", b"abc")
    (vault.root / "letters" / "abc.txt").symlink_to("real.txt")
    linked = tmp_path / "linked"
    linked.symlink_to(vault.root)
    assert Vault(linked).path(ABC) == linked / "letters" / "abc.txt"


def test_a_folder_in_place_of_a_file_is_missing(vault):
    (vault.root / ABC.name).mkdir(parents=True)
    assert vault.find(ABC) is None


def test_a_place_the_system_will_not_look_at_is_a_vault_error():
    with pytest.raises(VaultError, match="cannot look at"):
        Vault(Path("x" * 5000)).find(ABC)


def test_a_file_that_cannot_be_read_is_a_vault_error(tmp_path):
    with pytest.raises(VaultError, match="cannot read"):
        Vault.sha256(tmp_path)


def test_the_environment_names_the_vault(monkeypatch, tmp_path):
    monkeypatch.setenv("TERTIUS_VAULT", str(tmp_path / "mine"))
    assert Vault.default() == Vault(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    monkeypatch.setenv("TERTIUS_VAULT", "~/mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Vault.default().root == tmp_path / "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is another one elsewhere")
def test_without_a_name_the_vault_is_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("TERTIUS_VAULT", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Vault.default().root == tmp_path / "tertius" / "vault"
    assert listing(tmp_path) == set()


def test_the_project_vault_holds_the_un_votes_by_their_names(real_vault):
    path = real_vault / "un_votes_2024" / "un_votes.rda"
    held = RemoteFile("un_votes_2024/un_votes.rda", Vault.sha256(path), path.stat().st_size)
    assert Vault(real_vault).path(held) == path


def test_importing_the_vault_loads_neither_the_network_nor_tables():
    program = (
        "import sys, tertius.vault.store, tertius.vault.fetch\n"
        "print(*sorted({'httpx', 'httpcore', 'ssl', 'polars', 'numpy', 'platformdirs', 'rich'} & set(sys.modules)))"
    )
    source = str(Path(__file__).parents[2] / "src")
    loaded = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": source}, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == ""
