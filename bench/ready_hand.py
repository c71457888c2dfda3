"""One thumb on a telephone: what it sees, taps, types and waits for, counted."""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

KBIT, DELAY, SLOWER = 400, 400, 4  # kbit/s, ms for each request, times slower a processor
WIDTH, HEIGHT = 360, 780
PATIENCE = 180_000  # ms
#: words on the screen; what stands in a closed list is not read
WORDS = """() => {
  const words = (node) => (node.innerText.match(/\\S+/g) ?? []).length
  const main = document.querySelector("main")
  if (!main) return 0
  return [...main.querySelectorAll("select")].reduce((left, list) => left - words(list), words(main))
}"""


@dataclass
class Count:
    """What somebody did. `typed`: characters; `read`: words on the screens; `waited`: seconds."""

    screens: int = 0
    taps: int = 0
    fields: int = 0
    typed: int = 0
    chosen: int = 0
    photos: int = 0
    read: int = 0
    waited: float = 0.0
    values: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Count") -> "Count":
        names = ("screens", "taps", "fields", "typed", "chosen", "photos", "read", "waited", "values")
        return Count(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def twice(self) -> list[str]:
        """What was typed more than once."""
        return [value for value, times in self.values.items() if times > 1]


@dataclass
class Hand:
    """A person with a telephone of their own; `count` may be changed for another one's on the way."""

    page: Page
    count: Count = field(default_factory=Count)

    @classmethod
    def with_telephone(cls, browser: Browser, base: str, slow: bool = True, session: str = "") -> "Hand":
        """A new browser, its cache empty, on the slow line."""
        context = browser.new_context(
            base_url=base, viewport={"width": WIDTH, "height": HEIGHT}, locale="id-ID"
        )
        context.set_default_timeout(PATIENCE)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        page = context.new_page()
        if slow:
            line, speed = context.new_cdp_session(page), KBIT * 1000 / 8
            line.send("Network.enable")
            speeds = {"downloadThroughput": speed, "uploadThroughput": speed}
            line.send("Network.emulateNetworkConditions", {"offline": False, "latency": DELAY, **speeds})
            line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        return cls(page)

    def opens(self, address: str) -> None:
        """A bookmark, a link in a message."""
        begun = time.perf_counter()
        answer = self.page.goto(address)
        assert answer and answer.ok and answer.url.endswith(address), f"{address}: {answer and answer.url}"
        self.seen(begun)

    def seen(self, begun: float) -> None:
        """A screen is there: how long it took, and how much there is to read on it."""
        self.page.wait_for_load_state()
        self.count.waited += time.perf_counter() - begun
        self.count.screens += 1
        self.count.read += self.page.evaluate(WORDS)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= WIDTH, f"{self.page.url}: {wide} pixels wide"

    def taps(self, target: Locator, until: str | None = None) -> None:
        """To another screen; with `until`, something that comes on this one."""
        begun = time.perf_counter()
        self.count.taps += 1
        if until:
            target.click()
            expect(self.page.locator(until).first).to_be_visible(timeout=PATIENCE)
            self.count.waited += time.perf_counter() - begun
            return
        with self.page.expect_navigation():
            target.click(no_wait_after=True)
        self.seen(begun)

    def unfolds(self, act: str) -> None:
        """An act whose form is behind its name."""
        folded = self.page.locator(f"{act} details:not([open]) > summary")
        if folded.count():
            self.taps(folded.first, until=f"{act} form")

    def link(self, name: str) -> None:
        self.taps(self.page.locator("main").get_by_role("link", name=name).first)

    def button(self, name: str, within: str = "main") -> None:
        self.taps(self.page.locator(within).get_by_role("button", name=name).first)

    def types(self, name: str, value: str) -> None:
        """Into the field of that name."""
        target = self.page.locator(f"main [name='{name}']").last
        assert not target.input_value(), f"{name} is filled already"
        target.fill(value)
        self.count.fields += 1
        self.count.typed += len(value)
        self.count.values[re.sub(r"\W", "", value).casefold()] += 1

    def shows(self, name: str, value: str) -> bool:
        """Whether a field stands filled with that, so that it need not be typed."""
        return bool(self.page.locator(f"main [name='{name}']").last.input_value() == value)

    def ticks(self, name: str) -> None:
        self.page.locator(f"main [name='{name}']").first.check()
        self.count.chosen += 1

    def photographs(self, name: str, path: Path) -> None:
        self.page.locator(f"main [name='{name}']").set_input_files(path)
        self.count.photos += 1
        self.count.taps += 1

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text, timeout=PATIENCE)

    def leaves(self) -> Count:
        self.page.context.close()
        return self.count


def message(outbox: Path, number: str) -> str:
    """The newest message that came to a telephone."""
    path, until = outbox / "sms.jsonl", time.monotonic() + 30
    while time.monotonic() < until:
        lines = path.read_text().splitlines() if path.exists() else []
        found = [one["text"] for one in map(json.loads, lines) if one["to"] == number]
        if found:
            return str(found[-1])
        time.sleep(0.1)
    raise LookupError(number)


def code_in(text: str) -> str:
    found = re.search(r"\b\d{6}\b", text)
    assert found, text
    return found.group()


def link_in(text: str) -> str:
    found = re.search(r"/izin/[\w-]+", text)
    assert found, text
    return found.group()
