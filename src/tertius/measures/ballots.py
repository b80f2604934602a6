"""Ballots as flat arrays: who answered what in which vote, sorted the way a sampler walks through them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tertius.errors import ImpossibleQuestion

__all__ = ["ABSTAIN", "NO", "YES", "Ballots", "collect_ballots", "contested"]

YES, ABSTAIN, NO = 0, 1, 2

Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.uint32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Ballots of contested items; every array is read-only. Made by `collect_ballots`.

    A position is a state in a session; positions are numbered by session, then state.

    Ballots are numbered without a sign: a compiled loop then need not ask whether an index counts from the end.

    Attributes
    ----------
    items, votes_of_item
        Labels of the items, ascending, and how many votes share each (bridged ones more than 1).
    state, session, n_votes
        Per position: label of the state, label of the session, ballots cast.
    who, slot
        Per ballot, sorted by item and answer: its position, and its place in order of positions.
    bounds
        Shape (items, 4): where the ballots yes, abstain and no of an item start and end.
    start, item
        Ballots of position s have the places ``start[s]:start[s + 1]``, and `item` tells
        each place's item, an index into `items`.
    path, path_start
        Positions state by state in order of sessions; state k has ``path[path_start[k]:path_start[k + 1]]``.
    """

    items: Longs
    votes_of_item: Longs
    state: Longs
    session: Longs
    n_votes: Longs
    who: Places
    slot: Places
    bounds: Longs
    start: Longs
    item: Places
    path: Ints
    path_start: Longs

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        return self.who.size

    @property
    def n_positions(self) -> int:
        """Number of state-sessions."""
        return self.state.size

    @property
    def n_items(self) -> int:
        """Number of items: votes, bridged ones counted once."""
        return self.items.size

    def first_of_path(self) -> npt.NDArray[np.bool_]:
        """Per position: whether it is the state's first session."""
        first = np.zeros(self.n_positions, dtype=bool)
        first[self.path[self.path_start[:-1]]] = True
        return first

    def neighbour(self) -> Longs:
        """Per position the state's previous session with ballots, for its first the second, for its only one -1."""
        out = np.full(self.n_positions, -1, dtype=np.int64)
        out[self.path[1:]] = self.path[:-1]
        heads = self.path_start[:-1]
        out[self.path[heads]] = -1
        several = heads[np.diff(self.path_start) > 1]
        out[self.path[several]] = self.path[several + 1]
        return out


def contested(answers: npt.ArrayLike, item: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Which ballots belong to an item with more than one answer.

    Parameters
    ----------
    answers
        Shape (n,), 0 yes, 1 abstain, 2 no.
    item
        Shape (n,), the item of each ballot; bridged votes carry one label.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    a = np.asarray(answers)
    _, index = np.unique(np.asarray(item), return_inverse=True)
    low, high = np.full(index.max(initial=-1) + 1, NO), np.full(index.max(initial=-1) + 1, YES)
    np.minimum.at(low, index, a)
    np.maximum.at(high, index, a)
    return (low < high)[index]


def collect_ballots(
    answers: npt.ArrayLike,
    vote: npt.ArrayLike,
    state: npt.ArrayLike,
    session: npt.ArrayLike,
    *,
    item: npt.ArrayLike | None = None,
) -> Ballots:
    """Check ballots and sort them; the order they come in makes no difference.

    Parameters
    ----------
    answers
        Shape (n,), 0 yes, 1 abstain, 2 no. An absence is no ballot: leave it out.
    vote, state, session
        Shape (n,), integer labels. Sessions are ordered by their label. A vote belongs to one session.
    item
        Shape (n,), the label of the text voted on; votes with the same label share slope
        and cutpoints. By default every vote is its own item.

    Raises
    ------
    ImpossibleQuestion
        For another answer than the three, a state twice in a vote, a vote in two
        sessions, an item with one answer only, or no ballots at all.
    """
    columns = {"answers": answers, "vote": vote, "state": state, "session": session}
    columns["item"] = vote if item is None else item
    c = {name: _integers(name, values) for name, values in columns.items()}
    _check(c)
    items, j = np.unique(c["item"], return_inverse=True)
    _, first_vote = np.unique(c["vote"], return_index=True)
    order = np.lexsort((c["state"], c["session"]))
    keys = np.column_stack((c["session"][order], c["state"][order]))
    begins = np.concatenate(([True], (keys[1:] != keys[:-1]).any(axis=1)))
    positions = keys[begins]
    position = np.empty(order.size, dtype=np.int64)
    position[order] = np.cumsum(begins) - 1
    # One number for item, answer and position: two keys sort in half the time of four.
    by_item = np.lexsort((c["vote"], (3 * j + c["answers"]) * len(positions) + position))
    by_position = np.argsort(position[by_item], kind="stable")
    slot = np.empty(by_item.size, dtype=np.int64)
    slot[by_position] = np.arange(by_item.size)
    bounds = np.searchsorted((3 * j + c["answers"])[by_item], 3 * np.arange(items.size)[:, None] + np.arange(4))
    path = np.lexsort((positions[:, 0], positions[:, 1]))
    _, per_state = np.unique(positions[:, 1], return_counts=True)
    per_position = np.bincount(position, minlength=len(positions))
    return Ballots(
        items=items,
        votes_of_item=np.bincount(j[first_vote], minlength=items.size),
        state=positions[:, 1].copy(),
        session=positions[:, 0].copy(),
        n_votes=per_position,
        who=position[by_item].astype(np.uint32),
        slot=slot.astype(np.uint32),
        bounds=bounds.astype(np.int64),
        start=np.concatenate(([0], np.cumsum(per_position))),
        item=j[by_item][by_position].astype(np.uint32),
        path=path.astype(np.int32),
        path_start=np.concatenate(([0], np.cumsum(per_state))),
    )


def _integers(name: str, values: npt.ArrayLike) -> Longs:
    array = np.asarray(values)
    if array.ndim != 1 or not np.issubdtype(array.dtype, np.integer):
        raise ImpossibleQuestion(
            f"{name} is a flat array of integers",
            found=f"shape {array.shape}, {array.dtype}",
            hint="give every ballot one integer label; leave absences out",
        )
    return array.astype(np.int64)


def _check(c: dict[str, Longs]) -> None:
    sizes = {name: array.size for name, array in c.items()}
    if len(set(sizes.values())) > 1:
        raise ImpossibleQuestion("the columns have one entry per ballot", found=str(sizes))
    if c["answers"].size == 0:
        raise ImpossibleQuestion(
            "there is no ballot to scale", hint="unanimous votes carry no position; look at the years"
        )
    other = np.setdiff1d(c["answers"], (YES, ABSTAIN, NO))
    if other.size:
        raise ImpossibleQuestion(
            "an answer is 0 (yes), 1 (abstain) or 2 (no)",
            found=f"{other[:5].tolist()}",
            hint="leave absences and non-members out",
        )
    order = np.lexsort((c["state"], c["vote"]))
    vote, state, session = (c[name][order] for name in ("vote", "state", "session"))
    same_vote = vote[1:] == vote[:-1]
    repeated = same_vote & (state[1:] == state[:-1])
    if repeated.any():
        pairs = np.unique(np.column_stack((vote[1:], state[1:]))[repeated], axis=0)
        found = [tuple(pair) for pair in pairs[:3].tolist()]
        raise ImpossibleQuestion("a state answers once in a vote", found=f"(vote, state) {found}")
    moved = same_vote & (session[1:] != session[:-1])
    if moved.any():
        twice = np.unique(vote[1:][moved])
        raise ImpossibleQuestion("a vote belongs to one session", found=f"votes {twice[:3].tolist()} in two")
    flat = np.unique(c["item"][~contested(c["answers"], c["item"])])
    if flat.size:
        raise ImpossibleQuestion(
            "every item has at least two different answers",
            found=f"{flat.size} unanimous, the first {flat[:3].tolist()}",
            hint="keep the ballots where contested(answers, item) is true",
        )
