"""Three witnesses beside the demonstration, to see how it works. On one machine they prove nothing."""

import os
import sys
from pathlib import Path

from django.conf import settings

from pasok.sampul import log
from pasok.site.supervisor import Child
from pasok_witness.witness import Witness

NAMES = ("saksi-satu.contoh", "saksi-dua.contoh", "saksi-tiga.contoh")


def known(home: Path, port: int) -> None:
    """Their keys, made at the first start, in the settings of this process and of those it will start."""
    keys = [Witness(name, log.verifier_key(), home / "witnesses" / name).verifier for name in NAMES]
    pages = [f"http://127.0.0.1:{page_port(port, number)}" for number in range(len(NAMES))]
    settings.WITNESSES, settings.WITNESS_PAGES = keys, pages
    settings.WITNESS_QUORUM = len(NAMES) // 2 + 1
    os.environ["WITNESSES"], os.environ["WITNESS_PAGES"] = ",".join(keys), ",".join(pages)


def page_port(port: int, number: int) -> int:
    """Where the page of this witness answers: above the site's own port."""
    return port + 1 + number if port < 65_000 else port - 1 - number


def children(home: Path, host: str, port: int) -> list[Child]:
    """The three programs, each with its own folder, key and page."""
    return [
        Child(
            name,
            [
                *("--site", os.environ["SITE_URL"], "--log-key", log.verifier_key()),
                *("--folder", str(home / "witnesses" / name), "--port", str(page_port(port, number))),
                *("--host", host, "--with-parent", "--accept"),  # whoever develops changes the scripts
            ],
            program=(sys.executable, "-m", "pasok_witness"),
        )
        for number, name in enumerate(NAMES)
    ]
