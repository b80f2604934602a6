"""The steps of a room's tables: taken once, in order, up to the one asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event, inspect, text

from tertius.casebook.database import open_database
from tertius.casebook.schema import HEAD, METADATA, STEPS, VERSION_TABLE
from tertius.errors import TertiusError


def step_of(engine) -> str:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()


def test_steps_are_taken_up_to_one_and_then_the_rest(database):
    engine = open_database(database)
    with engine.begin() as connection:
        STEPS.upgrade(connection, to="0001")
    assert step_of(engine) == "0001"
    assert "casebook_judgements" not in inspect(engine).get_table_names()
    STEPS.prepare(engine)
    assert step_of(engine) == HEAD
    assert "casebook_judgements" in inspect(engine).get_table_names()


def test_a_step_that_fails_leaves_the_database_as_it_was(database):
    engine = open_database(database)
    with engine.begin() as connection:
        STEPS.upgrade(connection, to="0001")
        # In the way of the second step, half-way through it.
        connection.execute(text("CREATE TABLE casebook_withdrawals (x integer)"))
    with pytest.raises(TertiusError, match="cannot be opened"):
        STEPS.prepare(engine)
    assert step_of(engine) == "0001"
    assert "casebook_judgements" not in inspect(engine).get_table_names()


def test_a_step_of_a_newer_version_is_refused_by_the_name_of_the_room(database):
    engine = open_database(database)
    STEPS.prepare(engine)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(TertiusError, match="the casebook was written by a newer version"):
        STEPS.prepare(engine)


def test_two_databases_are_upgraded_at_once_each_its_own(tmp_path):
    both = Barrier(2, timeout=60)

    def meet(_c, _cursor, statement: str, *_others: object) -> None:
        if statement.lstrip().startswith("CREATE TABLE casebook_documents"):
            both.wait()

    def make(n: int) -> set[str]:
        engine = open_database(tmp_path / f"{n}.sqlite")
        event.listen(engine, "before_cursor_execute", meet)
        STEPS.prepare(engine)
        assert step_of(engine) == HEAD
        return set(inspect(engine).get_table_names())

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(make, range(2))
    assert one == other == {*METADATA.tables, VERSION_TABLE}
