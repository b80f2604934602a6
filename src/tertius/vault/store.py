"""A folder of producers' files, kept under the hash of their content and checked at every reading."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from tertius.errors import VaultError
from tertius.vault.manifest import Arrival, Manifest
from tertius.vault.remote import RemoteFile

__all__ = ["Vault"]

_HASH = re.compile(r"[0-9a-f]{64}")
_PLAIN_NAME = re.compile(r'[^\x00-\x1f\x7f\\:*?"<>|]+')
_OURS = {"objects", "partial", "manifest.jsonl", "manifest.lock"}


@dataclass(frozen=True, slots=True)
class Vault:
    """The files under `root`, which need not exist until something is pulled.

    A file pulled by Tertius lies at ``objects/<2 hex>/<62 hex>.<suffix>``. A folder that
    already holds producers' files by their names works as it is, read-only too:
    ``un_votes_2024/un_votes.rda`` is found at that path under `root`. Where both are
    there, the object is taken.
    """

    root: Path

    @classmethod
    def default(cls) -> Vault:
        """The folder TERTIUS_VAULT names, else ``vault`` in this user's data folder for Tertius."""
        named = os.environ.get("TERTIUS_VAULT")
        if named:
            return cls(Path(named).expanduser())
        import platformdirs

        return cls(platformdirs.user_data_path("tertius") / "vault")

    @property
    def manifest(self) -> Manifest:
        """What arrived here, when and from where."""
        return Manifest(self.root / "manifest.jsonl")

    def address(self, file: RemoteFile) -> Path:
        """Where the object of `file` belongs, there or not.

        The suffix of the producer's name stays: readers tell formats by it.
        """
        _refuse_odd(file)
        return self._object(file.sha256, file.name)

    def part(self, file: RemoteFile) -> Path:
        """Where `file` grows while it arrives."""
        _refuse_odd(file)
        return self.root / "partial" / f"{file.sha256}.part"

    def find(self, file: RemoteFile) -> Path | None:
        """The object of `file`, else the plain file of its name, unread; None where neither is there.

        Raises
        ------
        VaultError
            Where the name or the hash is malformed, or the path leads out of the vault.
        """
        return next(self._candidates(file), None)

    def held(self, file: RemoteFile) -> Path | None:
        """The path at which the very bytes of `file` lie, or None. Reads what it finds to its end."""
        return next((path for path in self._candidates(file) if self.sha256(path) == file.sha256), None)

    def path(self, file: RemoteFile, *, dataset: str = "", any_version: bool = False) -> Path:
        """The path of `file`, its hash checked; `dataset` is the key by which a refusal says to pull it.

        With `any_version`, where the declared version is not there: the newest arrival of
        that name, whole by its own hash, else the plain file of that name as it is.

        Raises
        ------
        VaultError
            Where the file is missing, cut short or another one.
        """
        held = self.held(file)
        if held is not None:
            return held
        if any_version:
            other = self._newest(file.name) or self._plain(file.name)
            if other is not None:
                return other
        there = self.find(file)
        how = f"tertius data pull {dataset or file.name.split('/')[0]}" if file.url else self.by_hand(file)
        if there is None:
            raise VaultError(f"{file.name} is not in the vault", found=f"nothing of it in {self.root}", hint=how)
        raise _another(file, there, hint=f"{how}; or take the file as it is with any_version=True")

    def admit(self, arrived: Path, file: RemoteFile) -> Path:
        """Move `arrived` among the objects if it is `file`; its path there.

        This is the only way in: a file that is not the declared one is deleted, so no
        later pull builds on it.

        Raises
        ------
        VaultError
            With the hash it has and the hash it should have.
        """
        if self.sha256(arrived) != file.sha256:
            refusal = _another(
                file, arrived, hint="the producer may have published a new version: look for a newer Tertius"
            )
            arrived.unlink()
            raise refusal
        address = self.address(file)
        address.parent.mkdir(parents=True, exist_ok=True)
        # The line before the move: a crash between the two then leaves a line too many,
        # and never an object without its origin.
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.manifest.append(Arrival(file.name, file.sha256, arrived.stat().st_size, file.url or "", now))
        arrived.replace(address)
        return address

    def by_hand(self, file: RemoteFile) -> str:
        """What a person does where `pull` cannot: how to get `file`, and where to put it."""
        return f"{file.by_hand or 'get it in a browser'}; then put it at {self.root / file.name}"

    @staticmethod
    def sha256(path: Path) -> str:
        """The SHA-256 of a file's content, 64 hexadecimal digits.

        Raises
        ------
        VaultError
            Where the file cannot be read.
        """
        try:
            with path.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError as e:
            raise VaultError(f"cannot read {path}", found=str(e), hint="look at the file's permissions") from None

    def _object(self, sha256: str, name: str) -> Path:
        return self.root / "objects" / sha256[:2] / (sha256[2:] + PurePosixPath(name).suffix)

    def _candidates(self, file: RemoteFile) -> Iterator[Path]:
        kept = self.address(file)
        if _there(kept):
            yield kept
        plain = self._plain(file.name)
        if plain is not None:
            yield plain

    def _plain(self, name: str) -> Path | None:
        path = self.root / name
        if not _there(path):
            return None
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise VaultError(
                f"{name} leads out of the vault",
                found=f"a link to {path.resolve()}",
                hint=f"put the file itself into {self.root}",
            )
        return path

    def _newest(self, name: str) -> Path | None:
        for arrival in reversed(self.manifest.arrivals()):
            path = self._object(arrival.sha256, name)
            if arrival.name == name and _there(path) and self.sha256(path) == arrival.sha256:
                return path
        return None


def _refuse_odd(file: RemoteFile) -> None:
    """Refuse a name that could point outside the vault, or at the vault's own files."""
    parts = file.name.split("/")
    if not _PLAIN_NAME.fullmatch(file.name) or {"", ".", ".."} & set(parts) or parts[0] in _OURS:
        raise VaultError(
            f"{file.name!r} cannot be the name of a file in a vault",
            found="an empty or upward step, a character some system forbids, or a name the vault keeps for itself",
            hint="a name is a relative path such as un_votes_2024/un_votes.rda",
        )
    if not _HASH.fullmatch(file.sha256):
        raise VaultError(
            f"{file.name}: a sha256 has 64 lowercase hexadecimal digits", found=repr(file.sha256), hint="see sha256sum"
        )


def _another(file: RemoteFile, path: Path, *, hint: str) -> VaultError:
    size = path.stat().st_size
    what = f"{file.name} is cut short" if size < file.size else f"{file.name} is not the file its dataset declares"
    return VaultError(
        what,
        found=f"{size} bytes, sha256 {Vault.sha256(path)}; wanted {file.size} bytes, sha256 {file.sha256}",
        hint=hint,
    )


def _there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as e:
        raise VaultError(f"cannot look at {path}", found=str(e), hint="look at the folder's permissions") from None
