"""`segel.html`: the scripts that seal in one file, for a machine without a network. All get the same; its
fingerprint stands in every `open` leaf beside those of the scripts (programs.py).
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

ROOM = Path(__file__).parent
FOLDER = ROOM / "static" / "sampul"
CARRIED = (
    "age.js",
    "words.js",
    "format.js",
    "chacha.js",
    "stream.js",
    "bid.js",
    "carried.js",
    "offline.js",
)  # what the offline page runs
AMOUNT = r" *(Rp)? *([0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?|[0-9]+([.,][0-9]{1,2})?)(,-)? *"
MAIN = 'import "sampul/offline.js";'


@cache
def page() -> bytes:
    """segel.html: the scripts as `data:` modules, and a content policy that knows no network."""
    modules = json.dumps({"imports": {f"sampul/{name}": module(name) for name in CARRIED}})
    style = (ROOM / "offline.css").read_text()
    policy = (
        f"default-src 'none'; script-src {pinned(modules)} {pinned(MAIN)} data: 'wasm-unsafe-eval'; "
        f"style-src {pinned(style)}; base-uri 'none'; form-action 'none'"
    )
    text = (ROOM / "offline.html").read_text().replace("{amount}", AMOUNT)
    for name, value in {"policy": policy, "style": style, "modules": modules, "main": MAIN}.items():
        text = text.replace(f"{{{name}}}", value)
    return text.encode()


def module(name: str) -> str:
    """A script as an address; its imports by the names that the page's import map knows."""
    text = (FOLDER / name).read_text().replace('from "./', 'from "sampul/')
    return "data:text/javascript;base64," + base64.b64encode(text.encode()).decode()


def pinned(text: str) -> str:
    """How a content policy names one inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
