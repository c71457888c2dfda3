"""What a facilitator has before him: each consent, its business, and what that still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.accounts import acts as accounts
from pasok.accounts import reads as accounts_reads
from pasok.accounts.models import Consent
from pasok.accounts.views.helping import only_facilitators
from pasok.kernel.actor import Actor
from pasok.pages.parts import Task
from pasok.people.reads import hats_anywhere
from pasok.suppliers import reads, rules
from pasok.suppliers.models import Supplier


@dataclass(frozen=True)
class Helped:
    """One consent with the business that is filled under it."""

    consent: Consent
    supplier: Supplier | None
    lacks: list[str]

    @property
    def stands(self) -> bool:
        return self.consent.state == "given"

    @property
    def whole(self) -> bool:
        return self.supplier is not None and not self.lacks

    @property
    def waits_for_owner(self) -> bool:
        return self.stands and self.whole and self.supplier is not None and self.supplier.state == "draft"


def helped(actor: Actor, now: datetime) -> list[Helped]:
    """Whom this facilitator helps or asked, the running ones first. Three queries, however many they are."""
    consents = accounts_reads.consents_of(actor)
    known = reads.suppliers_by_id(consent.supplier for consent in consents if consent.supplier)
    found = []
    for consent in consents:
        supplier = known.get(consent.supplier)
        parts = (
            rules.completeness(supplier.facts(actor, now)) if supplier and consent.state == "given" else []
        )
        found.append(Helped(consent, supplier, [why for _label, why in parts if why]))
    return found


def helping(request: HttpRequest) -> HttpResponse:
    """The facilitator's own list."""
    only_facilitators(request)
    rows = helped(request.actor, timezone.now())
    counts = {
        "asked": sum(row.consent.state == "asked" for row in rows),
        "filling": sum(row.stands and not row.whole for row in rows),
        "owner": sum(row.waits_for_owner for row in rows),
        "ready": sum(row.supplier is not None and row.supplier.state == "ready" for row in rows),
    }
    return render(request, "suppliers/helping.html", {"rows": rows, "counts": counts})


@require_POST
def nudge(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the owner, on his telephone, that his profile is whole and waits for his word. Once a day."""
    only_facilitators(request)
    row = get_object_or_404(Consent, pk=pk, helper=request.user.pk, state="given")
    rates = {"nudge": settings.NUDGES}
    if not consume(request, app="pasok.suppliers", action="nudge", config=rates, key=row.key):
        messages.warning(request, _("Pemilik sudah dikabari hari ini."))
        return redirect("helping")
    link = f"{settings.SITE_URL.rstrip('/')}{reverse('phone')}"
    text = _(
        "Profil usaha Anda di {site} sudah terisi. Masuk di {link}, periksa, lalu nyatakan lengkap dan benar."
    )
    ways = accounts.tell(row.owner, _("Profil usaha Anda"), text.format(site=settings.SITE_NAME, link=link))
    if ways:
        messages.success(request, _("Pemilik dikabari di ponselnya."))
    else:
        messages.warning(request, _("Tidak ada jalan ke ponsel pemilik."))
    return redirect("helping")


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """On the front page of a facilitator."""
    if actor.consent or "facilitator" not in hats_anywhere(actor):
        return
    url = reverse("helping")
    for row in helped(actor, now):
        if row.consent.state not in ("asked", "given"):
            continue
        title = row.supplier.full_name if row.supplier else row.consent.named
        told = {"title": title, "url": url, "state": row.consent.status}
        if row.consent.state == "asked":
            yield Task(**told, waits=_("Menunggu persetujuan pemilik"), due=row.consent.until)
        elif row.supplier is None:
            yield Task(**told, todo=_("Daftarkan usahanya"))
        elif row.lacks:
            yield Task(**told, todo=_("Isi profilnya"), why=row.lacks[0])
        elif row.waits_for_owner:
            yield Task(**told, waits=_("Menunggu pemilik menyatakan profilnya lengkap"))
