"""Progress is for people at a terminal."""

from __future__ import annotations

import io
import sys

from tertius.cli.progress import articles, pulling, steps


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
