"""Reading by a language model behind any OpenAI-compatible address: it points, we check every word."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tertius.errors import TertiusError
from tertius.reading.document import READ, Document, Part
from tertius.reading.reader import ReadOptions, cautions
from tertius.reading.record import Reading
from tertius.reading.verbatim import Checked, Passage

if TYPE_CHECKING:
    from pydantic_ai import Agent

    from tertius.reading.actors import Mention
    from tertius.reading.model_answer import Answer

__all__ = ["KEY", "MODEL", "READER", "TIMEOUT", "URL", "Endpoint", "endpoint", "passages", "read_with_model"]

URL, MODEL, KEY = "TERTIUS_LLM_URL", "TERTIUS_LLM_MODEL", "TERTIUS_LLM_KEY"
"""Environment variables: the address ("http://127.0.0.1:8080/v1"), the model's name, the key if it wants one."""

TIMEOUT = "TERTIUS_LLM_TIMEOUT"
"""Environment variable: seconds to wait for the answer to one passage; 120 by default."""

READER = "tertius llm 1"
"""Name and version of what asks and checks; which model answered stands beside it."""

LONGEST = 2_400
"""Characters of a passage: with the question and the answer it fits a context of 4,096 tokens."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers, and how long it is waited for."""

    url: str
    model: str
    key: str
    timeout: float

    @property
    def name(self) -> str:
        """What goes into every reading: the model and the host, never the key."""
        return f"{self.model} at {urlsplit(self.url).hostname}"


def endpoint() -> Endpoint:
    """The language model that the environment names.

    Raises
    ------
    TertiusError
        When no address or no model is named, or the address is none.
    """
    url, model = os.environ.get(URL, ""), os.environ.get(MODEL, "")
    if not url or not model:
        raise TertiusError(
            "reading with a language model needs its address and its name",
            found=f"{URL}={url!r}, {MODEL}={model!r}",
            hint=f"{URL}=http://127.0.0.1:8080/v1 {MODEL}=name tertius read --reader llm …",
        )
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise TertiusError(f"{URL} is an http address", found=repr(url), hint="http://127.0.0.1:8080/v1")
    waiting = os.environ.get(TIMEOUT, "120")
    try:
        seconds = float(waiting)
    except ValueError:
        raise TertiusError(f"{TIMEOUT} is a number of seconds", found=repr(waiting), hint="120") from None
    return Endpoint(url, model, os.environ.get(KEY, ""), seconds)


def read_with_model(document: Document, options: ReadOptions = ReadOptions()) -> Reading:  # noqa: B008 (frozen)
    """Read a document with the language model that the environment names.

    The text goes out passage by passage, as data. A record counts only where its quote and its
    speaker stand in the passage word for word; where they stand is computed here. Ranges come
    from the scale, numbers from our own rules; neither is the model's.

    Raises
    ------
    TertiusError
        When the extra is not installed, no model is named, or no passage got an answer.
    """
    where = endpoint()
    sent = passages(document, comments=options.comments)
    answers, trouble = _in_a_thread(where, document, sent)
    found = Checked(document, options.scale, sent)
    for passage, answer in zip(sent, answers, strict=True):
        if answer is not None:
            found.take(answer, passage)
    unanswered = sum(a is None for a in answers)
    if sent and unanswered == len(sent):
        raise TertiusError(
            "the language model answered no passage", found=trouble, hint=f"is it running at {where.url}?"
        )
    return Reading(
        document=document,
        reader=READER,
        model=where.name,
        people=found.people(),
        statements=tuple(sorted(found.statements, key=lambda i: i.start)),
        forecasts=tuple(sorted(found.forecasts, key=lambda i: i.start)),
        figures=tuple(sorted(found.figures, key=lambda i: i.start)),
        events=tuple(sorted(found.events, key=lambda i: i.start)),
        mentions=_mentions(document, comments=options.comments),
        caveats=(*cautions(document, comments=options.comments), *_doubts(found, unanswered, len(sent), trouble)),
    )


def passages(document: Document, *, comments: bool = False) -> tuple[Passage, ...]:
    """The parts that are read, joined up to `LONGEST` characters; a longer block is cut after a sentence."""
    parts = (*READ, Part.COMMENT) if comments else READ
    found: list[Passage] = []
    for number, block in enumerate(document.blocks):
        if block.part not in parts:
            continue
        last = found[-1] if found else None
        before = document.blocks[number - 1] if number else None
        joins = last is not None and before is not None and last.end == before.end and last.part == block.part
        if last is not None and joins and block.end - last.start <= LONGEST:
            found[-1] = Passage(last.start, block.end, last.part)
            continue
        start = block.start
        while block.end - start > LONGEST:
            cut = _after_a_sentence(document.text, start, start + LONGEST)
            found.append(Passage(start, cut, block.part))
            start = cut
        found.append(Passage(start, block.end, block.part))
    return tuple(found)


def _after_a_sentence(text: str, start: int, end: int) -> int:
    at = max(text.rfind(mark, start, end) for mark in (". ", "? ", "! ", '." ', ".\u201d "))
    if at <= start:
        at = text.rfind(" ", start, end)
    return at + 1 if at > start else end


def _mentions(document: Document, *, comments: bool) -> tuple[Mention, ...]:
    """The states the text names, by our own table: they tell the casebook what a statement is about."""
    from tertius.reading.actors import find_mentions
    from tertius.reading.parse import parse

    return find_mentions(parse(document, parts=(*READ, Part.COMMENT) if comments else READ))


def _doubts(found: Checked, unanswered: int, sent: int, trouble: str) -> tuple[str, ...]:
    said = [
        f"A language model pointed at these records; {found.dropped} of the {found.offered} it offered were dropped, "
        "for their words or their speaker are not in the text.",
        "Pair, move and category are the model's judgement, which no check of words can confirm.",
    ]
    if unanswered:
        said.append(f"{unanswered} of {sent} passages got no usable answer ({trouble}): nothing was read there.")
    return tuple(said)


def _in_a_thread(where: Endpoint, document: Document, sent: Sequence[Passage]) -> tuple[list[Answer | None], str]:
    # A notebook has an event loop of its own, and only one can run in a thread.
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(lambda: asyncio.run(_ask(where, document, sent))).result()


async def _ask(where: Endpoint, document: Document, sent: Sequence[Passage]) -> tuple[list[Answer | None], str]:
    try:
        from openai import AsyncOpenAI, OpenAIError
        from pydantic_ai.exceptions import AgentRunError
    except ModuleNotFoundError as e:
        raise TertiusError(
            "reading with a language model needs an extra",
            found=f"no module {e.name}",
            hint="in the checkout: pip install -e '.[llm]'",
        ) from None
    from tertius.reading.model_answer import asked

    answers: list[Answer | None] = []
    trouble = ""
    async with AsyncOpenAI(
        base_url=where.url, api_key=where.key or "none", timeout=where.timeout, max_retries=0
    ) as client:
        agent = _agent(where, client)
        for passage in sent:
            mark = f"=== {secrets.token_hex(8)} ==="
            words = document.text[passage.start : passage.end].encode("utf-8", "replace").decode()
            try:
                answers.append((await agent.run(asked(words, mark))).output)
            except (AgentRunError, OpenAIError) as e:
                answers.append(None)
                trouble = f"{type(e).__name__}: {str(e).splitlines()[0][:120]}" if str(e) else type(e).__name__
    return answers, trouble


def _agent(where: Endpoint, client: object) -> Agent[object, Answer]:
    from pydantic_ai import Agent, NativeOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    from tertius.reading.model_answer import GUARD, Answer

    model = OpenAIChatModel(where.model, provider=OpenAIProvider(openai_client=client))  # type: ignore[arg-type]
    return Agent(
        model,
        output_type=NativeOutput(Answer, strict=False),
        instructions=GUARD,
        retries=1,
        model_settings={"temperature": 0.0, "seed": 0, "max_tokens": 2000},
    )
