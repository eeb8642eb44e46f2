"""What a page does that a reader does not see: requests, messages of the console, dialogs."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Route

LOCAL = {"file", "data", "about"}


@dataclass
class Watch:
    """What was heard of a page since it was watched.

    Parameters
    ----------
    said
        Messages of the console and errors of scripts.
    requested
        Addresses that the page asked for and did not get.
    dialogs
        Texts of the dialogs that it opened.
    """

    said: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, tab: Page) -> Watch:
        """Watch a page from now on; nothing but files of the site itself is let through."""
        watch = cls()
        tab.on("console", lambda message: watch.said.append(message.text))
        tab.on("pageerror", lambda error: watch.said.append(str(error)))
        tab.on("dialog", watch._dismiss)
        tab.route("**/*", watch._confine)
        return watch

    def forget(self) -> None:
        """Begin anew."""
        for heard in (self.said, self.requested, self.dialogs):
            heard.clear()

    @property
    def problems(self) -> list[str]:
        """All of it in words."""
        return [
            *(f"the console says: {text[:200]}" for text in self.said),
            *(f"asks for {address[:200]}" for address in self.requested),
            *(f"opens a dialog: {text[:200]}" for text in self.dialogs),
        ]

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _confine(self, route: Route) -> None:
        if urlsplit(route.request.url).scheme in LOCAL:
            route.continue_()
        else:
            self.requested.append(route.request.url)
            route.abort()
