"""The rest of the demonstration, laid out by a thread while the address already answers."""

import logging
import threading
from collections.abc import Callable

from django.core.cache import cache
from django.db import connections

from pasok.site.stories import demo

PATIENCE = 15.0  # seconds a scene may need to come to its end


class Stopped(Exception):
    """The server ends: the scenes that are still to come wait for the next start."""


class Filling:
    """One thread. What is told is said line by line; a scene is whole or not there."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def run(self) -> None:
        try:
            demo.lay_out(self.told)
            cache.clear()  # figures that were counted when there was less to count
            self.say("Kabupaten contoh lengkap.")
        except Stopped:
            pass
        except Exception:
            if not self.end.is_set():
                logging.getLogger("pasok.site").exception("Sebagian data contoh tidak dapat dibuat.")
        finally:
            connections.close_all()

    def told(self, text: str) -> None:
        if self.end.is_set():
            raise Stopped
        self.say(text)

    def stop(self) -> None:
        self.end.set()
        if self.thread.is_alive():
            self.thread.join(PATIENCE)
