"""`pasok doctor`: is this installation well, and if not, what to do."""

from typing import Any

from django.core.management.base import BaseCommand

from pasok.site import doctor


class Command(BaseCommand):
    help = "Periksa pemasangan: apa yang terpasang, apa yang salah, dan cara membetulkannya."
    requires_system_checks: list[str] = []  # the doctor reports them itself

    def handle(self, *args: Any, **options: Any) -> None:
        findings = doctor.examine()
        self.stdout.write(doctor.said(findings))
        if any(finding.mend for finding in findings):
            raise SystemExit(1)
