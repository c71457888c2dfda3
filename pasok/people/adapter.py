"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """Letters carry the name of the installation, not the host of the request."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        super().send_mail(template_prefix, email, context | {"site_name": settings.SITE_NAME})
