"""One reader at one page: what it weighs, what it says, and what is wrong with it at each width."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import brotli
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

SIGHT = Path(__file__).with_name("sight.js").read_text()
WIDTHS = (360, 768, 1280)
HEIGHT = 800
PAGE_LIMIT, SCRIPT_LIMIT = 60_000, 20_000  # bytes, compressed: HTML + CSS + JS, and the JS of it
KINDS = ("document", "stylesheet", "script")
FRESH = re.compile(r'name="(csrfmiddlewaretoken|once|draft)" value="[^"]*"|nonce="[^"]*"')


@dataclass
class Look:
    """A page as one role saw it. Sizes are bytes after brotli."""

    role: str
    address: str
    html: int = 0
    css: int = 0
    script: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return self.html + self.css + self.script


@dataclass
class Reader:
    """A browser context of one role. `known` holds pages that somebody has looked at already."""

    role: str
    page: Page
    host: str
    known: set[str]
    said: list[str] = field(default_factory=list)
    got: list[Response] = field(default_factory=list)

    @classmethod
    def arrives(cls, browser: Browser, base: str, role: str, session: str, known: set[str]) -> "Reader":
        context = browser.new_context(
            base_url=base, locale="id-ID", reduced_motion="reduce", viewport={"width": 360, "height": HEIGHT}
        )
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        reader = cls(role, context.new_page(), urlparse(base).netloc, known)
        reader.page.on("pageerror", lambda error: reader.said.append(f"error: {error}"))
        reader.page.on("console", reader.heard)
        reader.page.on("request", reader.requested)
        reader.page.on("response", lambda response: reader.got.append(response))
        return reader

    def heard(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            self.said.append(f"console: {line.text}")

    def requested(self, request: Request) -> None:
        place = urlparse(request.url)
        if place.scheme.startswith("http") and place.netloc != self.host:
            self.said.append(f"asks a foreign host: {place.netloc}")

    def reads(self, address: str) -> Look | None:
        """None: not for this role, no page, or the same page that another role has seen."""
        self.said.clear()
        self.got.clear()
        answer = self.page.goto(address)
        kind = answer.headers.get("content-type", "") if answer else ""
        if answer is None or answer.status != 200 or "text/html" not in kind:
            return None
        source = FRESH.sub("", self.page.locator("main").inner_html())  # its frame was seen on the front page
        if source in self.known or urlparse(self.page.url).path != urlparse(address).path:
            return None
        self.known.add(source)
        look = Look(self.role, address)
        self.weigh(look)
        unfold(self.page)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            look.wrong += [f"{width}: {one}" for one in self.page.evaluate(SIGHT)]
            found = Axe().run(self.page)
            look.wrong += [f"{width}: {found.generate_report()}"] * bool(found.violations_count)
        look.wrong += self.enlarged() + self.said
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        return look

    def enlarged(self) -> list[str]:
        """Twice the size of text: nothing may be pushed out of the page. And nothing moves."""
        self.page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        moves = self.page.evaluate("document.getAnimations().length")
        return [f"text at 200 %: sticks out by {wide} px"] * (wide > 0) + [f"{moves} animations"] * (
            moves > 0
        )

    def weigh(self, look: Look) -> None:
        self.page.wait_for_load_state("load")
        sizes = {kind: sum(map(packed, self.of(kind))) for kind in KINDS}
        look.html, look.css, look.script = (sizes[kind] for kind in KINDS)
        sealing = any("sampul/" in response.url for response in self.of("script"))
        if look.weight > PAGE_LIMIT and not sealing:
            look.wrong.append(f"weighs {look.weight} bytes")
        if look.script > SCRIPT_LIMIT and not sealing:
            look.wrong.append(f"{look.script} bytes of script")

    def of(self, kind: str) -> list[Response]:
        return [one for one in self.got if one.request.resource_type == kind and one.ok]


SIZES: dict[str, int] = {}


def packed(response: Response) -> int:
    """Bytes after brotli; a static file is pressed once."""
    if "/static/" not in response.url:
        return len(brotli.compress(response.body()))
    if response.url not in SIZES:
        SIZES[response.url] = len(brotli.compress(response.body()))
    return SIZES[response.url]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details:not([open])').forEach((fold) => fold.open = true)")


def tabbed(page: Page) -> list[str]:
    """Tab through the page: each stop is seen, has a ring, is not under a bar, and follows the text."""
    wrong = []
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    last, first = -1, None
    for _ in range(250):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        first = stop["place"] if first is None and stop else first
        if stop is None or (last >= 0 and stop["place"] == first):  # past the end, or round again
            return wrong
        inner = stop["place"] == last  # a part of a date field: the browser rings that one itself
        if not stop["ring"] and not inner:
            wrong.append(f"no ring on {stop['name']}")
        if stop["hidden"]:
            wrong.append(f"focus is hidden on {stop['name']}")
        if stop["place"] < last:
            wrong.append(f"out of order: {stop['name']}")
        last = stop["place"]
    return wrong


STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 20);
  const over = document.elementFromPoint(x, y);
  const covered = over && over.closest(".bar, .top") && !at.closest(".bar, .top");
  return {
    name: `${at.tagName.toLowerCase()} "${(at.innerText || at.name || at.id).trim().slice(0, 40)}"`,
    ring: [style, getComputedStyle(at, "::after")].some((one) => one.outlineStyle !== "none"),
    hidden: box.bottom <= 0 || box.top >= innerHeight || Boolean(covered),
    place: [...document.querySelectorAll("*")].indexOf(at),
  };
}"""
