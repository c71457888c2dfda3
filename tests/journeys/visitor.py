"""A person at a browser: goes, reads, types, presses; keeps a picture of every page and trusts none."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from pasok.tenders import machine

PHONE, DESK = 360, 1280
PATIENCE = 60_000  # ms: a cheap machine seals slowly
NUMBER = count(1)


@dataclass
class Visitor:
    """One person with a browser of their own, `width` pixels wide."""

    name: str
    page: Page
    width: int
    folder: Path
    said: list[str] = field(default_factory=list)  # what the console complained about
    secrets: list[str] = field(default_factory=list)  # what must not be on any page this person sees

    @classmethod
    def arrives(cls, browser: Browser, base: str, name: str, folder: Path, width: int = DESK) -> "Visitor":
        context = browser.new_context(base_url=base, viewport={"width": width, "height": 800}, locale="id-ID")
        context.set_default_timeout(PATIENCE)
        visitor = cls(name, context.new_page(), width, folder)
        visitor.page.on("pageerror", lambda error: visitor.said.append(str(error)))
        visitor.page.on(
            "console",
            lambda line: visitor.said.append(line.text) if line.type in {"error", "warning"} else None,
        )
        return visitor

    def heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.said.append(text)

    def log_in(self, person: str) -> None:
        """By one tap, as the invented people of the demonstration do."""
        self.page.goto("/demo")
        self.page.get_by_role("button", name=f"Masuk sebagai {person}", exact=True).click()
        self.page.wait_for_url("**/")

    def go(self, address: str) -> None:
        self.page.goto(address)

    def act(self, name: str, **typed: Any) -> None:
        """Unfold the act if need be, fill its form, press its button, and wait until it has succeeded."""
        label = self.unfold(name)
        self.fill(name, **typed)
        self.page.locator(f"#act-{name} form button").last.click()
        self.sees(f"{label}: berhasil.")

    def unfold(self, name: str) -> str:
        """Answers the act's label."""
        folded = self.page.locator(f"#act-{name} > details:not([open]) > summary")
        if folded.count():
            folded.first.click()
        return next(act.label for act in (machine.tender.act(name), machine.bid.act(name)) if act)

    def fill(self, name: str, **typed: Any) -> None:
        """Type into fields by their ids, with or without the act in front: `reason` is #publish-reason."""
        for key, value in typed.items():
            found = self.page.locator(f"#act-{name} :is([id='{name}-{key}'], [id='{key}'])")
            kind = found.evaluate("field => field.tagName + ':' + field.type")
            if kind.startswith("SELECT"):
                found.select_option(label=value)
            elif kind.endswith("checkbox"):
                found.set_checked(bool(value))
            else:
                found.fill(str(value))

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text, timeout=PATIENCE)

    def misses(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)

    def look(self, what: str) -> None:
        """A picture; and nothing sticks out, nothing failed, nothing secret is anywhere in the page."""
        picture = self.folder / f"{next(NUMBER):02} {what} ({self.name}, {self.width}).png"
        self.page.screenshot(path=picture, full_page=True, caret="initial")  # hiding it takes an inline style
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, (self.name, what)
        assert self.said == [], (self.name, what)
        source = self.page.content()
        assert not [secret for secret in self.secrets if secret in source], (self.name, what)
