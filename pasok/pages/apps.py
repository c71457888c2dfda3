"""Pages: when the house opens, the pure floors learn to speak the reader's language."""

from django.apps import AppConfig
from django.utils.translation import gettext, ngettext

from pasok.kernel import tongue


class PagesConfig(AppConfig):
    name = "pasok.pages"

    def ready(self) -> None:
        tongue.speak_with(gettext, ngettext)
