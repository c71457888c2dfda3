"""The command `pasok`: Django's command line with the settings preset and the database at hand."""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from pasok.site import embedded
from pasok.site.binaries import CannotStart

BASE = Path(__file__).resolve().parents[2]
WITHOUT_DATABASE = {
    "", "help", "version", "--version", "--help", "-h", "ballast", "check", "collectstatic", "draw",
    "findstatic", "kbli", "keys", "law", "makemessages", "makemigrations", "sendtestemail", "startapp",
    "test",
}  # fmt: skip
AS_OWNER = {"migrate", "flush", "createcachetable", "sqlflush"}  # these change or empty tables


def home() -> Path:
    return Path(os.environ.get("PASOK_HOME") or BASE / ".pasok")


def external() -> bool:
    """Whether a database of somebody else's care is configured."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def needs_embedded(command: str) -> bool:
    prepared = os.environ.get("PASOK_PREPARED") == "1"  # by the process that started this one
    return command not in WITHOUT_DATABASE and not external() and not prepared


def end(number: int, frame: FrameType | None) -> None:
    """A request to end, as the exception that lets every `finally` do its work."""
    raise SystemExit(128 + number)


def run(words: list[str]) -> None:
    command = words[1] if len(words) > 1 else ""
    if command in AS_OWNER:
        os.environ["PASOK_ROLE"] = "owner"
    use = embedded.in_use(home()) if needs_embedded(command) else nullcontext()
    with use as cluster:
        if cluster:
            embedded.prepare(cluster)
        execute_from_command_line(words)


def main() -> None:
    """Run one command. What the operator can mend is said in a sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasok.site.settings")
    signal.signal(signal.SIGTERM, end)
    try:
        run(sys.argv)
    except (CannotStart, ImproperlyConfigured) as wrong:
        sys.exit(f"pasok: {wrong}")
    except subprocess.CalledProcessError:
        sys.exit("pasok: basis data bawaan tidak dapat disiapkan; sebabnya tertulis di atas.")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
