"""Bytes into text: by mark, by what the document declares, by what the bytes allow; never by silent loss."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tertius.errors import ReadingError

__all__ = ["Decoded", "decode"]

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"RIFF", "a sound, film or picture"),
    (b"%!PS", "a PostScript document"),
)

_CONTROL = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_LETTER = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 2**18
_MOST_CONTROLS = 0.02
_MOST_NULLS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read as, and what had to be mended."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, name: str = "the document", declared: str | None = None) -> Decoded:
    """Text of `data`.

    Tried in this order: a byte-order mark; UTF-16 without one, told by its zeros; UTF-8; the
    declared charset; a mixture of UTF-8 and windows-1252; windows-1252 where the letters are
    mostly Latin; whatever charset-normalizer finds. The mark is no character of the text. Line
    ends and null characters stay as they are.

    Parameters
    ----------
    data
        The bytes of a text, without any container.
    name
        How errors call it.
    declared
        The charset that a header or a `meta` element names. UTF-8 goes before it: bytes that
        are valid UTF-8 by accident are rare, wrong declarations are not.

    Returns
    -------
    Decoded
        Its `notes` say how many places were mended and how many null characters there are.

    Raises
    ------
    ReadingError
        Where the bytes are no text: a known binary format, many control characters, no encoding that fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _few_nulls(_mended(data[len(mark) :], encoding, name), name)
    _refuse_binary(data, name)
    wide = _wide(data)
    if wide is not None:
        return _mended(data, wide, name)
    _refuse_controls(data, name)
    try:
        return _noted(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if _mostly_utf8(data):
            return _mended(data, "utf-8", name)
    return _declared(data, declared) or _detected(data, name)


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise ReadingError(
                f"{name} is not text", found=what, hint="save it as plain text, HTML or PDF and read that"
            )


def _few_nulls(decoded: Decoded, name: str) -> Decoded:
    nulls = decoded.text.count("\0")
    if nulls > max(8, _MOST_NULLS * len(decoded.text)):
        raise ReadingError(
            f"{name} is not text in {decoded.encoding}", found=f"{nulls} null characters", hint="save it as UTF-8"
        )
    return decoded


def _refuse_controls(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    nulls = sample.count(0)
    if controls > max(8, _MOST_CONTROLS * len(sample)) or nulls > max(8, _MOST_NULLS * len(sample)):
        raise ReadingError(
            f"{name} is not text",
            found=f"{controls} control bytes and {nulls} null bytes in the first {len(sample)}",
            hint="binary files are not read; save it as plain text, HTML or PDF",
        )


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    if even > 0.5 and odd < 0.05:
        return "utf-16-be"
    return None


def _mended(data: bytes, encoding: str, name: str) -> Decoded:
    """Decode; where a byte does not fit UTF-8, read it as windows-1252, a broken sequence as one U+FFFD."""
    handler = "replace"
    if encoding == "utf-8":
        handler = "tertius.windows-1252"
        codecs.register_error(handler, _one_for_one)
    text = data.decode(encoding, handler)
    wrong = text.count("\ufffd")
    if wrong > max(8, 0.05 * len(text)):
        raise ReadingError(
            f"{name} is not text in {encoding}",
            found=f"{wrong} of {len(text)} characters do not decode",
            hint="save it as UTF-8",
        )
    places = data.decode(encoding, "replace").count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    if not places:
        return _noted(text, encoding)
    how = ", and were read as windows-1252" if encoding == "utf-8" else ""
    return _noted(text, encoding, f"mixed encodings: {places} places are not {encoding}{how}")


def _one_for_one(error: UnicodeError) -> tuple[str, int]:
    """One character for each place that does not decode, so that offsets are those of errors="replace"."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return (wrong.decode("cp1252", "replace") if len(wrong) == 1 else "\ufffd"), error.end


def _mostly_utf8(data: bytes) -> bool:
    """Whether the high bytes that form valid UTF-8 are no accident."""
    high = len(_HIGH.findall(data))
    valid = len(_HIGH.findall(data.decode("utf-8", "ignore").encode()))
    # In Latin text of one-byte encodings hardly any two high bytes meet, and fewer look like UTF-8.
    return valid * 2 > high or (valid * 10 > high and len(_LETTER.findall(data)) > 4 * high)


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        # Browsers read every "latin-1" as windows-1252, and so do those who write it.
        name = codecs.lookup(declared.strip().strip("\"'")).name
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        text = data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    # bytes.decode accepts only text encodings, but some of them (idna, punycode) are no charsets of files.
    return _noted(text, name) if name not in {"idna", "punycode", "undefined"} else None


def _detected(data: bytes, name: str) -> Decoded:
    letters, high = len(_LETTER.findall(data[:_SAMPLE])), len(_HIGH.findall(data[:_SAMPLE]))
    if letters > 4 * high:
        text = data.decode("cp1252", "replace")
        undefined = text.count("\ufffd")
        notes = ("read as windows-1252: no encoding is declared and it is not UTF-8",)
        if undefined:
            notes = (*notes, f"mixed encodings: {undefined} bytes are in no encoding and stand as U+FFFD")
        return _noted(text, "windows-1252", *notes)
    from charset_normalizer import from_bytes

    best = from_bytes(data[: _SAMPLE // 4]).best()
    try:
        text = data.decode(best.encoding) if best is not None else None
    except (LookupError, UnicodeError):
        text = None
    if best is None or text is None:
        raise ReadingError(
            f"{name} is not text in any encoding that is known",
            found=f"{high} bytes beyond ASCII to {letters} Latin letters",
            hint="save it as UTF-8",
        )
    return _noted(text, best.encoding, f"read as {best.encoding}, by its look")


def _noted(text: str, encoding: str, *notes: str) -> Decoded:
    nulls = text.count("\0")
    return Decoded(text, encoding, (*notes, f"{nulls} null characters were read as spaces") if nulls else notes)
