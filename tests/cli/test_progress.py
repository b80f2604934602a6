"""Progress is for people at a terminal."""

from __future__ import annotations

import io
import sys

from tertius.cli.progress import articles, pulling, steps, tasks


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_steps() -> None:
    with steps() as say:
        say("read", 1, 2)
        say("write", 2, 2)


def test_a_pipe_hears_nothing(capsys):
    run_steps()
    with pulling() as bar:
        bar("file.csv")(5, 10)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_hears_each_step_and_its_seconds(monkeypatch, capsys):
    out = Tty()
    monkeypatch.setattr(sys, "stderr", out)
    run_steps()
    said = out.getvalue()
    assert "1/2 read" in said
    assert "2/2 write" in said
    assert said.count(" s\n") == 2
    assert said.rstrip().endswith("s in all")
    assert capsys.readouterr().out == ""


def test_what_runs_for_minutes_is_told_in_a_file_too(monkeypatch, capsys):
    clock = iter([0.0, 1.0, 5.0, 20.0, 36.0, 37.0, 40.0])
    monkeypatch.setattr("tertius.cli.progress.time.monotonic", lambda: next(clock))
    with tasks() as say:
        for done in (0, 1, 2, 3, 4):
            say("positions", done, 5)
        say("positions", 5, 5)
    out, err = capsys.readouterr()
    assert out == ""
    # As the step begins, after half a minute without a word, and as it ends.
    assert [line.split() for line in err.splitlines()] == [
        ["positions", "0/5", "1.0", "s"],
        ["positions", "3/5", "36.0", "s"],
        ["positions", "5/5", "40.0", "s"],
    ]


def test_a_task_that_never_begins_says_nothing(capsys):
    with tasks():
        pass
    assert capsys.readouterr() == ("", "")


def test_tasks_move_one_line_on_a_terminal(monkeypatch):
    out = Tty()
    monkeypatch.setattr(sys, "stderr", out)
    with tasks() as say:
        say("positions", 0, 1)
        say("positions", 1, 1)
        say("forecasts", 1, 1)
    assert out.getvalue().count("\n") == 2
    assert out.getvalue().count("\r") == 3


def test_reading_articles_says_nothing_where_standard_error_is_no_terminal(capsys):
    with articles(2) as progress:
        progress(0, "one.txt")
        progress(2, "")
    assert capsys.readouterr() == ("", "")


def test_reading_articles_names_the_article_on_a_terminal(monkeypatch, capsys):
    out = Tty()
    monkeypatch.setattr(sys, "stderr", out)
    monkeypatch.setenv("TERM", "xterm")
    with articles(2) as progress:
        progress(1, "[bold]two.txt")
    assert "[bold]two.txt" in out.getvalue()
    assert capsys.readouterr().out == ""
