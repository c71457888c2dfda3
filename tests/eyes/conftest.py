"""The browser of the journeys."""

from tests.journeys.conftest import artefacts, browser

__all__ = ["artefacts", "browser"]
