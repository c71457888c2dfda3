"""The witness's own little page: what it saw, its alarms, and the check of a receipt without the platform."""

import json
import re
import threading
import time
from email import message_from_bytes, policy
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any

from pasok_witness import words
from pasok_witness.witness import Witness

MOST = 64 * 1024  # bytes of a receipt; it is about 3 KB
SHOWN = 24  # hours
HTML = (Path(__file__).parent / "page.html").read_text()
OTHER = {"id": ("en", "English"), "en": ("id", "Bahasa Indonesia")}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}


class Page(BaseHTTPRequestHandler):
    """GET / and /saksi.json, /checkpoint, /key; POST /periksa."""

    timeout = 10
    witness: Witness

    @property
    def language(self) -> str:
        return "en" if "bahasa=en" in self.path.partition("?")[2] else "id"

    def do_GET(self) -> None:
        held = self.witness.state
        match self.path.partition("?")[0]:
            case "/":
                self.give(page(self.witness, self.language))
            case "/saksi.json":
                self.give(json.dumps(status(self.witness), ensure_ascii=False), "application/json")
            case "/checkpoint" if held["line"]:
                self.give(f"{held['note']}{held['line']}\n", "text/plain")
            case "/key":
                self.give(f"{self.witness.verifier}\n", "text/plain")
            case _:
                self.give("404\n", "text/plain", 404)

    def do_POST(self) -> None:
        size = self.headers.get("Content-Length", "")
        if self.path.partition("?")[0] != "/periksa" or not size.isdecimal() or int(size) > MOST:
            self.give("413\n", "text/plain", 413)
            return
        text = pasted(self.headers.get("Content-Type", ""), self.rfile.read(int(size)))
        good, said = judged(self.witness, text)
        if "json" in self.headers.get("Accept", ""):
            self.give(json.dumps({"ok": good, "said": said}, ensure_ascii=False), "application/json")
        else:
            self.give(page(self.witness, self.language, (good, said)))

    def give(self, text: str, kind: str = "text/html", status: int = 200) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nobody's visit is written down."""


def serve(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """Answer in the background, until the program ends."""
    server = ThreadingHTTPServer((host, port), type("Own", (Page,), {"witness": witness}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def pasted(kind: str, body: bytes) -> str:
    """The receipt as it was pasted or uploaded in the form, or sent as it is."""
    if not kind.startswith("multipart/form-data"):
        return body.decode(errors="replace")
    form = message_from_bytes(f"Content-Type: {kind}\n\n".encode() + body, policy=policy.HTTP)
    parts = [bytes(part.get_payload(decode=True) or b"") for part in form.walk() if not part.is_multipart()]
    texts = (part.decode(errors="replace").strip() for part in parts)
    return next(filter(None, texts), "")


def judged(witness: Witness, text: str) -> tuple[bool, list[str]]:
    """A receipt, or the fingerprint that its QR code and its print show."""
    if text.lstrip().startswith("{"):
        try:
            receipt = json.loads(text)
        except (ValueError, RecursionError):
            return False, ["Ini bukan tanda terima: isinya tidak utuh. Salin seluruhnya."]
        if wrong := witness.check(receipt):
            return False, wrong
        return True, [
            f"Tanda terima ini benar. Saksi ini melihat daun nomor {receipt['index']} itu pada log."
        ]
    marks = re.findall(r"(?:[0-9a-f]{4}\s?){8,16}", text.lower())
    if not marks:
        return False, ["Tempelkan tanda terima (JSON) atau 32 angka dan huruf sidik jarinya."]
    index = witness.found("".join(marks[0].split()))
    if index is None:
        return False, ["Saksi ini tidak melihat sidik jari itu pada log. Coba lagi beberapa menit lagi."]
    return True, [f"Sidik jari ini ada pada log, daun nomor {index}."]


def status(witness: Witness) -> dict[str, Any]:
    """All of it as data."""
    held = witness.state
    kept = {key: held[key] for key in ("size", "time", "note", "line", "alarms", "programs")}
    hours = {site: dict(newest(by)) for site, by in held["hours"].items()}
    return {"v": 2, "witness": witness.verifier, "log": witness.log_key, **kept, "hours": hours}


def newest(hours: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(hours.items(), key=lambda one: -int(one[0]))[:SHOWN]


def page(witness: Witness, language: str, answer: tuple[bool, list[str]] | None = None) -> str:
    def say(text: str) -> str:
        return escape(words.say(text, language))

    def box(kind: str, role: str, text: str) -> str:
        return f'<div class="{kind}" role="{role}"><p>{text}</p></div>'

    held, none = witness.state, f"<p>{say('Belum ada.')}</p>"
    warned = [f"<strong>{say('PERINGATAN')}</strong> {told(alarm, say)}" for alarm in witness.alarms]
    past = [f"<li>{told(alarm, say)}</li>" for alarm in held["alarms"] if alarm["over"]][-SHOWN:]
    good, said = answer or (True, [])
    sign = f"{held['size']} {say('daun')}, {moment(held['time'])}"
    slots = {
        "language": language,
        "other": OTHER[language][0],
        "other_name": OTHER[language][1],
        "name": escape(witness.name),
        "alarms": "".join(box("bad", "alert", text) for text in warned),
        "answer": "".join(
            box("good" if good else "bad", "status", f"{'✓' if good else '✗'} {say(one)}") for one in said
        ),
        "head": f"<p>{sign}</p><pre>{escape(held['note'] + held['line'])}</pre>" if held["line"] else none,
        "hours": "".join(table(site, hours) for site, hours in held["hours"].items()) or none,
        "past": f"<ul>{''.join(past[::-1])}</ul>" if past else none,
        "verifier": escape(witness.verifier),
        "log": escape(witness.log_key),
    }
    spoken = re.sub(r"\[\[(.+?)\]\]", lambda found: say(found[1]), HTML)
    return Template(spoken).substitute(slots)


def told(alarm: dict[str, Any], say: Any) -> str:
    return f"{moment(alarm['at'])}: {say(alarm['sentence'])}"


def table(site: str, hours: dict[str, str]) -> str:
    rows = (
        f'<tr><td>{moment(int(hour))}</td><td class="bar">{seen}</td></tr>' for hour, seen in newest(hours)
    )
    return f"<p>{escape(site)}</p><table>{''.join(rows)}</table>"


def moment(seconds: int) -> str:
    """WIB, for people."""
    return time.strftime("%d-%m-%Y %H:%M WIB", time.gmtime(seconds + 7 * 3600))
