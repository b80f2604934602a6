"""Data frames out of R's serialization format, each repeated string read once.

The package rdata knows the format; it also makes an object of every single string, which
takes 27 seconds for the two text columns of 916,025 votes. R writes such a column as a run
of small records of equal shape, so this file reads that run itself and leaves the rest to rdata.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
from importlib import import_module
from typing import Any

import numpy as np
import polars as pl

__all__ = ["r_frame", "r_names", "r_objects"]

_MAGIC = (b"RDX2\n", b"RDX3\n")
_XDR = b"X\n"
_CHAR = 9
_ATTRIBUTES = 0x200
_LATIN1 = 1 << (12 + 2)
_NA = -1


def r_objects(data: bytes) -> dict[str, Any]:
    """The objects in an R file by name; the one object of an `.rds` has the name ``""``.

    Raises whatever the parser raises on a file that is cut short or is not R's.
    """
    plain = _decompressed(data)
    named = plain[:5] in _MAGIC
    body = plain[5:] if named else plain
    top = _parsed(body[2:]) if body[:2] == _XDR else None
    if top is None:
        parser: Any = import_module("rdata.parser")
        top = parser.parse_data(plain, extension=".rda" if named else ".rds").object
    return dict(_pairs(top)) if named or plain[:3] == b"RDA" else {"": top}


def r_names(frame: Any) -> list[str]:
    """The column names of a data frame."""
    return _text(dict(_pairs(frame.attributes))["names"].value).to_list()


def r_frame(frame: Any, columns: tuple[str, ...]) -> pl.DataFrame:
    """The columns asked for, in that order; no other is converted."""
    at = {name: i for i, name in enumerate(r_names(frame))}
    return pl.DataFrame([_column(name, frame.value[at[name]]) for name in columns])


def _decompressed(data: bytes) -> bytes:
    for magic, opened in ((b"BZh", bz2.decompress), (b"\x1f\x8b", gzip.decompress), (b"\xfd7zXZ\0", lzma.decompress)):
        if data.startswith(magic):
            return opened(data)
    return data


def _parsed(body: bytes) -> Any:
    """The object tree of an XDR stream, with character vectors as polars series.

    None where this rdata keeps its parser elsewhere: its public door then reads the same, slowly.
    """
    try:
        xdr: Any = import_module("rdata.parser._xdr")
        known: Any = import_module("rdata.parser")
        parser = xdr.ParserXDR(memoryview(body), expand_altrep=True, altrep_constructor_dict=known.DEFAULT_ALTREP_MAP)
        vector = parser._parse_vector_value
    except (ImportError, AttributeError, TypeError):
        return None

    def strings_at_once(references: Any, bytecode: Any = None) -> Any:
        found = _strings(body, parser.file.tell())
        if found is None:
            return vector(references, bytecode)
        parser.file.seek(found[1])
        return found[0]

    parser._parse_vector_value = strings_at_once
    top = parser.parse_all().object
    parser.check_complete()
    return top


def _strings(body: bytes, start: int) -> tuple[pl.Series, int] | None:
    """The character vector at `start` and where it ends; None if something else stands there.

    A string is two big-endian integers (flags and length, -1 for NA) and its bytes.
    """
    (n,) = struct.unpack_from(">i", body, start)
    head = struct.Struct(">ii").unpack_from
    at = start + 4
    seen: dict[tuple[int, bytes] | None, int] = {}
    codes: list[int] = []
    for _ in range(n):
        flags, length = head(body, at)
        if flags & 0xFF != _CHAR or flags & _ATTRIBUTES or length < _NA:
            return None
        at += 8
        if length == _NA:
            key = None
        else:
            key = (flags & _LATIN1, body[at : at + length])
            at += length
        codes.append(seen.setdefault(key, len(seen)))
    if at > len(body):
        raise EOFError(f"a string ends {at - len(body)} bytes after the file does")
    words = [None if key is None else key[1].decode("latin-1" if key[0] else "utf-8") for key in seen]
    series = pl.Series(words, dtype=pl.String)
    return (series.gather(np.array(codes, dtype=np.uint32)) if codes else series), at


def _pairs(pairlist: Any) -> list[tuple[str, Any]]:
    """The names and values of a pairlist: R's form of a file's objects and of attributes."""
    pairs: list[tuple[str, Any]] = []
    while pairlist is not None and pairlist.value is not None:
        value, rest = pairlist.value
        symbol = pairlist.tag.referenced_object or pairlist.tag
        pairs.append((symbol.value.value.decode(), value))
        pairlist = rest
    return pairs


def _column(name: str, column: Any) -> pl.Series:
    """One column by R's type: text, factor, logical, integer or number."""
    kind: str = column.info.type.name
    if kind == "STR":
        return _text(column.value).alias(name)
    attributes = dict(_pairs(column.attributes))
    present: Any = ~np.ma.getmaskarray(column.value)
    values: Any = np.ma.getdata(column.value)
    if kind == "REAL":
        return pl.Series(name, values, dtype=pl.Float64).fill_nan(None)
    whole = pl.select(pl.when(pl.lit(pl.Series(present))).then(pl.lit(pl.Series(values)))).to_series().alias(name)
    if kind == "INT" and "levels" in attributes:
        # A factor counts its levels from 1; NA is no level, and some writers make it a 0.
        code = whole.cast(pl.Int64) - 1
        return _text(attributes["levels"].value).gather(code.set(code < 0, None)).alias(name)
    if kind == "INT":
        return whole.cast(pl.Int64)
    if kind == "LGL":
        return whole.cast(pl.Boolean)
    raise TypeError(f"column {name} is of R's type {kind}, which no table can hold")


def _text(value: Any) -> pl.Series:
    """A character vector, read at once or (where R deferred it) string by string."""
    if isinstance(value, pl.Series):
        return value
    words = [None if s.value is None else s.value.decode("latin-1" if s.info.gp & 4 else "utf-8") for s in value]
    return pl.Series(words, dtype=pl.String)
