"""Which database is meant, told without opening it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tertius.casebook.casebook import casebook_to_read, open_casebook
from tertius.casebook.database import database_url
from tertius.casebook.place import SETTING, database_file, named_database, refuse_no_database, there_is_a_casebook
from tertius.errors import TertiusError


def test_what_is_named_goes_before_the_setting_and_this_before_the_default(monkeypatch, tmp_path):
    monkeypatch.setenv(SETTING, "here.sqlite")
    assert named_database("there.sqlite") == "there.sqlite"
    assert named_database() == "here.sqlite"
    monkeypatch.setenv(SETTING, "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Path(named_database()).name == "tertius.sqlite"


@pytest.mark.parametrize("named", ["x/t.sqlite", "~/t.sqlite", "sqlite:///t.sqlite", "sqlite:////a/t +b.sqlite"])
def test_the_file_is_the_one_that_is_opened(named):
    assert str(database_file(named)) == database_url(named).database


def test_what_only_sqlalchemy_can_tell_is_left_to_it():
    assert database_file("postgresql://host/name") is None
    assert database_file("sqlite:///t.sqlite?timeout=3") is None
    assert database_file("sqlite:////a%20b/t.sqlite") is None


def test_where_there_is_no_casebook(tmp_path, monkeypatch):
    file = tmp_path / "tertius.sqlite"
    assert not there_is_a_casebook(file)
    monkeypatch.setenv(SETTING, str(file))
    assert not there_is_a_casebook()
    assert not file.exists()
    file.write_bytes(b"")
    assert not there_is_a_casebook()
    open_casebook(file)
    assert there_is_a_casebook()
    file.write_bytes(b"no database" * 100)
    assert there_is_a_casebook()  # opening it says what is wrong
    assert there_is_a_casebook("postgresql://nobody@localhost/nothing")


@pytest.mark.parametrize("there", [False, True])
def test_asking_a_file_loads_no_sqlalchemy(tmp_path, there):
    file = tmp_path / "t.sqlite"
    if there:
        open_casebook(file)
    code = (
        "import sys\nfrom tertius.casebook.place import there_is_a_casebook\n"
        f"print(there_is_a_casebook({str(file)!r}), 'sqlalchemy' in sys.modules, 'numpy' in sys.modules)"
    )
    env = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.split() == [str(there), "False", "False"]


def test_a_server_that_cannot_be_reached_is_said_without_its_password():
    with pytest.raises(TertiusError, match="cannot be opened") as refused:
        open_casebook("postgresql://reader:secret@/x?host=/nowhere")
    assert "secret" not in str(refused.value)


@pytest.fixture(params=["a folder", "no regular file", "there is no folder", "a name too long", "nobody's home"])
def impossible(request, tmp_path):
    """A path that cannot be a database, and what is said of it."""
    if request.param == "no regular file":
        if not hasattr(os, "mkfifo"):
            pytest.skip("a system without pipes in its files")
        os.mkfifo(tmp_path / "pipe")
    return {
        "a folder": (str(tmp_path), "is a folder"),
        "no regular file": (str(tmp_path / "pipe"), "no regular file"),
        "there is no folder": (str(tmp_path / "none" / "a.sqlite"), "there is no folder"),
        "a name too long": (str(tmp_path / ("x" * 5000)), ""),
        "nobody's home": ("~nobody-of-this-name/a.sqlite", ""),
    }[request.param]


@pytest.mark.parametrize("way", ["argument", "setting", "url"])
def test_a_path_that_was_set_and_cannot_be_a_database_is_refused(monkeypatch, impossible, way):
    named, said = impossible
    if way == "setting":
        monkeypatch.setenv(SETTING, named)
    where = {"argument": named, "setting": None, "url": f"sqlite:///{named}"}[way]
    for refused in (refuse_no_database, casebook_to_read):
        with pytest.raises(TertiusError, match="no database where one was named") as told:
            refused(where)
        assert said in told.value.found
        assert SETTING in told.value.hint


def test_a_database_that_another_process_makes_at_this_moment_is_not_refused(monkeypatch, tmp_path):
    file, look = tmp_path / "a.sqlite", Path.stat

    def look_then_another_makes_it(path, **options):
        try:
            return look(path, **options)
        finally:
            if path == file:
                file.touch()

    monkeypatch.setattr(Path, "stat", look_then_another_makes_it)
    refuse_no_database(file, to_write=True)
    assert file.is_file()


def test_the_default_need_not_be_there(monkeypatch, tmp_path):
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    refuse_no_database()
    assert casebook_to_read().documents() == ()
    assert list(tmp_path.iterdir()) == []


def test_reading_makes_neither_file_nor_folder_and_writing_makes_both(tmp_path):
    file = tmp_path / "a.sqlite"
    assert casebook_to_read(file).documents() == ()
    assert list(tmp_path.iterdir()) == []
    deeper = tmp_path / "one" / "two" / "a.sqlite"
    open_casebook(deeper)
    assert deeper.is_file()
    assert casebook_to_read(deeper).engine.url.database == str(deeper)


def test_a_database_is_not_written_to_a_folder_or_below_a_file(tmp_path):
    with pytest.raises(TertiusError, match="no database where one was named"):
        open_casebook(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(TertiusError, match="cannot be made"):
        open_casebook(tmp_path / "file" / "a.sqlite")
