"""What a build says while it runs: one live line on a terminal, plain lines elsewhere, nothing when it is to be quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

BAR = "{l_bar}{bar}| {n_fmt}/{total_fmt}, {remaining} left{postfix}"


class Progress:
    """Silence; what the others extend."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    @contextmanager
    def over(self, runs: int) -> Iterator[None]:  # noqa: ARG002 - for those who extend this
        """Inside, so many runs begin and end."""
        yield

    def say(self, text: str) -> None:
        """A line that stays."""

    def started(self, name: str) -> None:
        """A run has begun."""
        self._began[name] = time.monotonic()

    def ended(self, name: str, how: str, why: str = "") -> None:
        """A run has ended: what became of it, and why it was needed."""
        seconds = time.monotonic() - self._began.pop(name)
        self.say(f"{name} {how} in {seconds:.1f} s" + (f" ({why})" if why else ""))


class Lines(Progress):
    """A line for every run that ends."""

    def say(self, text: str) -> None:
        """A line on standard output."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


class Bar(Progress):
    """One live line with the current runs and the time left, and above it a line for every run that ended."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Any = None

    @contextmanager
    def over(self, runs: int) -> Iterator[None]:
        """Show the bar."""
        from tqdm import tqdm

        with tqdm(total=runs, bar_format=BAR, leave=False, file=sys.stderr, dynamic_ncols=True) as self._bar:
            yield
        self._bar = None

    def say(self, text: str) -> None:
        """A line above the bar."""
        if self._bar is None:
            sys.stdout.write(f"{text}\n")
        else:
            self._bar.write(text)

    def started(self, name: str) -> None:
        """Show the run beside the bar."""
        super().started(name)
        self._bar.set_postfix_str(", ".join(self._began))

    def ended(self, name: str, how: str, why: str = "") -> None:
        """Move the bar on."""
        super().ended(name, how, why)
        self._bar.update()
        self._bar.set_postfix_str(", ".join(self._began))


def progress_for(*, quiet: bool) -> Progress:
    """What suits where the output goes."""
    if quiet:
        return Progress()
    return Bar() if sys.stderr.isatty() and sys.stdout.isatty() else Lines()
