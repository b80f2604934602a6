"""The database: a file or a URL, the same behaviour on both."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tertius.casebook.database import database_url, open_database
from tertius.errors import TertiusError


def test_what_is_committed_is_read_by_another_connection(database):
    with open_database(database).begin() as writer:
        writer.execute(text("CREATE TABLE t (n integer)"))
        writer.execute(text("INSERT INTO t VALUES (7)"))
    with open_database(database).connect() as reader:
        assert reader.execute(text("SELECT n FROM t")).scalar_one() == 7


def test_a_failed_transaction_leaves_nothing(database):
    engine = open_database(database)

    def fail_half_way() -> None:
        with engine.begin() as writer:
            writer.execute(text("CREATE TABLE t (n integer)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with engine.begin() as writer:
        writer.execute(text("CREATE TABLE t (n integer)"))


def test_a_path_is_a_sqlite_file(tmp_path):
    assert database_url(tmp_path / "a.sqlite").database == str(tmp_path / "a.sqlite")


@pytest.mark.parametrize("wrong", ["mysql://host/name", "postgresql://u@h:port/name"])
def test_another_kind_of_database_is_refused(wrong):
    with pytest.raises(TertiusError, match="SQLite file or a PostgreSQL URL"):
        database_url(wrong)


def test_a_sqlite_file_is_in_write_ahead_mode_and_synchronous(tmp_path):
    with open_database(tmp_path / "a.sqlite").connect() as c:
        assert c.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert c.execute(text("PRAGMA synchronous")).scalar_one() == 2


def test_a_new_file_that_somebody_writes_to_is_waited_for(tmp_path):
    file, opening = tmp_path / "a.sqlite", Event()

    def open_it() -> str:
        opening.set()
        with open_database(file).connect() as c:
            return c.execute(text("PRAGMA journal_mode")).scalar_one()

    with closing(sqlite3.connect(file, isolation_level=None)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE t (n integer)")
        opened = pool.submit(open_it)
        assert opening.wait(60)
        with pytest.raises(TimeoutError):
            opened.result(0.3)
        other.execute("COMMIT")
        assert opened.result(60) == "wal"


def test_a_new_file_that_cannot_be_opened_is_not_waited_for(tmp_path):
    (tmp_path / "a.sqlite").write_bytes(b"no database, and long enough to be told from one" * 40)
    with pytest.raises(DatabaseError, match="not a database"):
        open_database(tmp_path / "a.sqlite").connect()
