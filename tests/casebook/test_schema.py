"""The casebook's tables: made on opening, equal to their declaration, beside what else lives in the database."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from tertius.casebook.database import open_database
from tertius.casebook.schema import HEAD, METADATA, VERSION_TABLE, prepare
from tertius.errors import TertiusError


def test_the_migrations_make_what_is_declared(database):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    engine = open_database(database)
    prepare(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, METADATA) == []


def test_opening_twice_changes_nothing(database):
    engine = open_database(database)
    prepare(engine)
    before = sorted(inspect(engine).get_table_names())
    prepare(engine)
    assert sorted(inspect(open_database(database)).get_table_names()) == before


def test_tables_of_others_in_the_same_database_are_left_alone(database):
    engine = open_database(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE ledger_version (version_num text)"))
        connection.execute(text("INSERT INTO ledger_version VALUES ('0042')"))
    prepare(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM ledger_version")).scalar_one() == "0042"


def test_a_database_of_a_newer_version_is_refused(database):
    engine = open_database(database)
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(TertiusError, match="newer version"):
        prepare(engine)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    odd = tmp_path / "notes.txt"
    odd.write_text("not a database, but longer than a header of one hundred bytes would be " * 4)
    with pytest.raises(TertiusError, match="cannot be opened"):
        prepare(open_database(odd))
