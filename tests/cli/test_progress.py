"""Progress is for people at a terminal."""

from __future__ import annotations

import io
import sys

from tertius.cli.progress import pulling, steps


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
