from __future__ import annotations

import pytest

from tertius.reading.actors import Mention, find_mentions
from tertius.reading.between import between_states
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.parse import parse


def mentions_of(text: str) -> tuple[Mention, ...]:
    block = Block(0, len(text), Part.BODY)
    return tuple(find_mentions(parse(Document(document_id(text), text, "-", None, None, None, None, "en", (block,)))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry in Oslo put trade between Spain and Portugal at 3 euros.", ("ESP", "PRT")),
        ("Trade between the Spanish and Portugal reached 3 euros.", ("ESP", "PRT")),
        ("Norway said that ties between Spain and Portugal cost 3 euros.", ("ESP", "PRT")),
        ("Between 2003 and 2004 Spain gave Portugal 3 euros.", None),
        ("Trade between firms in Spain and Portugal reached 3 euros.", None),
    ],
)
def test_between_joins_the_two_states_right_after_it(text: str, expected: tuple[str, str] | None) -> None:
    assert between_states(text, 0, text.index("3 euros"), mentions_of(text)) == expected
