"""A live line on a terminal, plain lines elsewhere, nothing when it is to be quiet."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from karabakh_analysis.report.progress import Bar, Lines, Progress, progress_for

PROGRAM = """
from karabakh_analysis.report.progress import progress_for
progress = progress_for(quiet=False)
with progress.over(2):
    for name in ("first", "second"):
        progress.started(name)
        progress.ended(name, "built", "never built")
progress.say("all is done")
"""


def test_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    progress = progress_for(quiet=False)
    assert type(progress) is Lines
    with progress.over(1):
        progress.started("page")
        progress.ended("page", "built", "notebook changed")
    assert capsys.readouterr().out == "page built in 0.0 s (notebook changed)\n"


def test_nothing_is_said_when_it_is_to_be_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = progress_for(quiet=True)
    assert type(progress) is Progress
    progress.started("page")
    progress.ended("page", "failed")
    assert capsys.readouterr() == ("", "")


def test_a_terminal_has_a_live_line_with_the_current_runs() -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    ran = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    assert ran.wait(timeout=60) == 0
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    text = seen.decode()
    assert "first built in 0.0 s (never built)\r\n" in text
    assert "0/2" in text
    assert "left" in text
    assert "second" in text.split("first built")[1]
    assert text.rstrip().endswith("all is done")
    assert issubclass(Bar, Progress)


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:  # the other side is closed
        return b""
