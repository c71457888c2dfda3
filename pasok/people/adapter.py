"""How allauth behaves in this house."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


@dataclass(frozen=True)
class Site:
    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    """Letters carry the name of the installation, not the host of the request."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        site = Site(settings.SITE_NAME, settings.SITE_URL)
        super().send_mail(template_prefix, email, context | {"current_site": site})
