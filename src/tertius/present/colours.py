"""Colours by what they mean, light and dark from one definition, and how well each can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tertius.errors import UnknownName

__all__ = [
    "COLOURS",
    "DIVERGING",
    "SEQUENTIAL",
    "Colour",
    "colour",
    "contrast",
    "css_variables",
    "mix",
    "svg_overrides",
]

_RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour: its role, its value on light and on dark paper, and what it is used for.

    A `text` stands at 7:1 or more against the paper, a `mark` (line, point, rule) at
    3:1 or more, in both schemes; a `fill` is a step of a scale and is told from its
    neighbours, not from the paper.
    """

    name: str
    light: str
    dark: str
    use: Literal["paper", "text", "mark", "fill"]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def mix(first: str, second: str) -> str:
    """The colour half way between two, in OKLab, where half way also looks half way."""
    one, two = _oklab(_linear(first)), _oklab(_linear(second))
    return _hex(_from_oklab(((one[0] + two[0]) / 2, (one[1] + two[1]) / 2, (one[2] + two[2]) / 2)))


def _channels(colour: str) -> _RGB:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _expand(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _linear(colour: str) -> _RGB:
    red, green, blue = _channels(colour)
    return _expand(red), _expand(green), _expand(blue)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The matrices are those of Björn Ottosson, "A perceptual color space for image processing" (2020).
def _oklab(rgb: _RGB) -> _RGB:
    r, g, b = rgb
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lab: _RGB) -> _RGB:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(rgb: _RGB) -> str:
    companded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in (max(c, 0.0) for c in rgb))
    return "#" + "".join(f"{round(min(c, 1.0) * 255):02x}" for c in companded)


def _pair(name: str, first: Colour, second: Colour) -> Colour:
    return Colour(name, mix(first.light, second.light), mix(first.dark, second.dark), "mark")


_A = Colour("a", "#2b5c8a", "#6aa3d8", "mark")
_B = Colour("b", "#c8641b", "#e08945", "mark")
_C = Colour("c", "#7b3b74", "#c583bd", "mark")

SEQUENTIAL: tuple[Colour, ...] = tuple(
    Colour(f"step-{place}", light, dark, "fill")
    for place, (light, dark) in enumerate(
        (
            ("#d9e3ec", "#26323d"),
            ("#abc3d8", "#334f69"),
            ("#7a9fc0", "#44719a"),
            ("#4a7aa5", "#5f98ca"),
            ("#1f4a74", "#93c4f0"),
        ),
        start=1,
    )
)
"""One hue from little to much; on dark paper much is light."""

DIVERGING: tuple[Colour, ...] = tuple(
    Colour(name, light, dark, "fill")
    for name, light, dark in (
        ("hostile-3", "#a84a0a", "#f29a54"),
        ("hostile-2", "#d2864f", "#b86f35"),
        ("hostile-1", "#e6bfa3", "#6e4a31"),
        ("zero", "#c4c3bf", "#4a4a49"),
        ("close-1", "#a9c1d6", "#34506a"),
        ("close-2", "#5d8ab3", "#4a80b0"),
        ("close-3", "#235380", "#83b9ea"),
    )
)
"""From hostile (orange) through zero (grey) to close (blue)."""

COLOURS: tuple[Colour, ...] = (
    Colour("paper", "#fdfcf9", "#17191b", "paper"),
    Colour("ink", "#1c1b19", "#ece9e2", "text"),
    Colour("quiet", "#4b4945", "#b9b5ad", "text"),
    Colour("accent", "#14534f", "#7fc4bd", "text"),
    Colour("a-text", "#234e77", "#a3c8ec", "text"),
    Colour("b-text", "#7d3a08", "#f0ae7c", "text"),
    Colour("c-text", "#6b2f64", "#dfb0d9", "text"),
    Colour("rule", "#8c8a84", "#77746d", "mark"),
    _A,
    _B,
    _C,
    _pair("ab", _A, _B),
    _pair("bc", _B, _C),
    _pair("ac", _A, _C),
    *SEQUENTIAL,
    *DIVERGING,
)
"""Every colour of the house. A, B, C are the powers in the order they were asked for."""

_BY_NAME = {entry.name: entry for entry in COLOURS}


def colour(name: str) -> Colour:
    """The colour of a role: "ink", "a", "ab", "zero".

    Raises
    ------
    UnknownName
        With the roles there are.
    """
    if name not in _BY_NAME:
        raise UnknownName("colour", name, _BY_NAME)
    return _BY_NAME[name]


def css_variables() -> str:
    """Style rules that set a variable per role, light, and dark where the reader's screen asks for it.

    Print is always light: the dark values stand inside ``@media screen``.
    """
    light = "".join(f"--{entry.name}:{entry.light};" for entry in COLOURS)
    dark = "".join(f"--{entry.name}:{entry.dark};" for entry in COLOURS)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        "@media print{:root{color-scheme:light}}\n"
    )


def svg_overrides() -> str:
    """Style rules that tie every light value inside an SVG to its variable.

    A chart carries the light values, which any program can read; on a page these rules
    let the reader's scheme replace them.
    """
    return "".join(
        f'svg [{attribute}="{entry.light}" i]{{{attribute}:var(--{entry.name})}}\n'
        for entry in COLOURS
        for attribute in ("fill", "stroke")
    )
