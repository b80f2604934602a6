"""A file as its producer publishes it: its name, where it lives, and the hash it must have."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RemoteFile"]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file of one dataset.

    `name` is its path inside a vault folder (``un_votes_2024/un_votes.rda``). `url` is
    the producer's address of that very file, or None where the producer hands it out
    by form or on request; `by_hand` then says how to get it.
    """

    name: str
    sha256: str
    size: int
    url: str | None = None
    by_hand: str = ""
