"""People of the world at their browsers, signed in without typing, and the inspection of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.servers import ROOT
from tests.story.office import Desk
from tests.world import World
from units.models import User

DESK = (1366, 768)
# Of 768 lines a browser leaves 625; all of a page at once; 200 % zoom; phones.
VISIBLE, WHOLE, ZOOMED = (1366, 625), (1366, 4000), (683, 312)
PHONE, USUAL_PHONE = (320, 568), (390, 844)
INSPECTION = (ROOT / "node_modules/axe-core/axe.min.js", Path(__file__).with_name("inspect.js"))


class Seat(Desk):
    """A desk whose person is signed in already."""

    def __init__(self, page: Page, portal: str, username: str) -> None:
        self.page, self.portal, self.username = page, portal, username


@dataclass
class Office:
    """The served portal. Every person keeps one browser profile, with scripts and one without."""

    world: World
    browser: Browser
    address: str
    contexts: dict[tuple[str, bool], BrowserContext] = field(default_factory=dict)
    tabs: dict[str, Page] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    @contextmanager
    def page(self, username: str, *, scripts: bool = True) -> Iterator[Page]:
        """A tab of this person ("": nobody signed in), closed afterwards."""
        page = self._context(username, scripts).new_page()
        size(page, DESK)
        yield page
        page.close()

    @contextmanager
    def seat(self, username: str, *, scripts: bool = True) -> Iterator[Seat]:
        """This person at work, seeing the first page."""
        with self.page(username, scripts=scripts) as page:
            seat = Seat(page, self.address, username)
            seat.go("/viec-can-lam/")
            yield seat

    def tab(self, username: str) -> Page:
        """The one tab in which this person only looks around."""
        if username not in self.tabs:
            self.tabs[username] = self._context(username, True).new_page()
        return self.tabs[username]

    def _context(self, username: str, scripts: bool) -> BrowserContext:
        if (username, scripts) not in self.contexts:
            context = self.browser.new_context(
                base_url=self.address,
                locale="vi-VN",
                java_script_enabled=scripts,
                reduced_motion="reduce",
                service_workers="block",  # what is looked at here is what the server sends
            )
            context.set_default_timeout(30_000)
            for script in INSPECTION if scripts else ():
                context.add_init_script(path=script)
            if username:
                self.sign_in(context, getattr(self.world.cast, username))
            self.contexts[username, scripts] = context
        return self.contexts[username, scripts]

    def sign_in(self, context: BrowserContext, person: User) -> str:
        """Give the profile a session of the person; returns its key."""
        client = Client()
        client.force_login(person)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.address}]
        )
        return key

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()

    def problems(self, page: Page) -> list[str]:
        """Everything wrong with the page that stands open, at every width.

        What takes long is left out for pages made of nothing that was not seen before.
        """
        size(page, VISIBLE)
        found: list[str] = page.evaluate("inspection.look()")
        ends = page.evaluate("inspection.verbEndsAt()")
        if ends is not None and ends > VISIBLE[1]:
            found.append(f"the verb ends at {ends} px, below what is visible")
        if not page.title().endswith(f" – {settings.PORTAL_NAME}"):
            found.append(f"title: {page.title()}")
        make = set(page.evaluate("inspection.make()"))
        if make - self.known:
            size(page, WHOLE)
            found += page.evaluate("inspection.violations(true)")
            size(page, ZOOMED)
            found += [f"at 200 %: {words}" for words in page.evaluate("inspection.look()")]
            size(page, USUAL_PHONE)
            found += [f"at 390 px: {words}" for words in page.evaluate("inspection.sideways()")]
        size(page, PHONE)
        narrow = page.evaluate("inspection.look()")
        if make - self.known:
            narrow += page.evaluate("inspection.violations(false)")
        self.known |= make
        return found + [f"at 320 px: {words}" for words in narrow]


def size(page: Page, window: tuple[int, int]) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})
