"""The roof as a Django app: it brings the commands and the checks."""

from django.apps import AppConfig
from django.core import checks as framework

from pasok.site import checks


class SiteConfig(AppConfig):
    name = "pasok.site"
    verbose_name = "Pasok"

    def ready(self) -> None:
        framework.register(checks.no_demo_in_production, framework.Tags.security)
        framework.register(checks.hosts_are_named, framework.Tags.security)
