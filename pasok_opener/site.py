"""The site, over HTTP: JSON in, JSON out."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
PATIENCE = 30  # seconds for one answer
LARGEST = 256 << 20  # bytes of one answer: a thousand bids are about 10 MB


class Away(Exception):
    """The site did not answer; another try may."""


class Refused(Exception):
    """The site answered no, and why."""


@dataclass(frozen=True)
class Site:
    """One Pasok, by its address without a slash at the end."""

    url: str

    def get(self, path: str, **query: str) -> Json:
        return self.ask(f"{path}?{urllib.parse.urlencode(query)}" if query else path, None)

    def post(self, path: str, message: Json) -> Json:
        return self.ask(path, json.dumps(message).encode())

    def ask(self, path: str, body: bytes | None) -> Json:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return dict(json.loads(answer.read(LARGEST)))
        except urllib.error.HTTPError as error:
            if error.code >= 500 and error.code != 507:
                raise Away(f"{path}: {error.code}") from error
            raise Refused(reasons(error)) from error
        except (OSError, ValueError) as error:
            raise Away(f"{path}: {error}") from error


def reasons(error: urllib.error.HTTPError) -> str:
    try:
        return " ".join(json.loads(error.read())["reasons"])
    except (ValueError, KeyError, TypeError):
        return f"{error.code} {error.reason}"
