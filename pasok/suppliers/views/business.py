"""Pages of businesses: the register, one's own, and what everybody may know of another."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pasok.pages.parts import Check, Fact
from pasok.pages.subject import perform, show
from pasok.pages.words import day
from pasok.pages.written import as_written
from pasok.people.reads import hats_anywhere
from pasok.suppliers import acts, reads, rules, shown
from pasok.suppliers.forms import FORMS
from pasok.suppliers.machine.business import supplier as machine
from pasok.suppliers.models.business import Supplier
from pasok.suppliers.reads import blacklist
from pasok.suppliers.reads import items as profile
from pasok.suppliers.rules.sanction import PROPOSERS
from pasok.suppliers.rules.size import DEFINITIONS, size_warning
from pasok.suppliers.views.trades import taking


@login_not_required
def register(request: HttpRequest) -> HttpResponse:
    """Businesses with a public profile; a supplier comes to its own page."""
    if request.actor.business and "q" not in request.GET:
        return redirect("supplier", request.actor.business)
    words = request.GET.get("q", "").strip()
    page = Paginator(reads.public_list(words), 30).get_page(request.GET.get("page"))
    return render(request, "suppliers/register.html", {"page": page, "words": words})


@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    supplier = get_object_or_404(Supplier, pk=pk)
    template, extra = page_of(request, supplier)
    forms = {**FORMS, "set_permits": taking(request, FORMS["set_permits"])}
    return show(request, template, machine, supplier, forms, **extra)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    supplier = get_object_or_404(Supplier, pk=pk)
    template, extra = page_of(request, supplier)
    return perform(request, template, machine, supplier, FORMS, acts, name, **extra)


def page_of(request: HttpRequest, supplier: Supplier) -> tuple[str, dict[str, Any]]:
    """The owner sees what is missing; everybody else sees public facts. Computed when the page is drawn."""
    if request.actor.business != str(supplier.pk):
        return "suppliers/public.html", {
            "about": lambda: public_facts(supplier),
            "barred": lambda: blacklist.is_barred(supplier.pk, timezone.localdate()),
            "record": lambda: reads.record(supplier.pk),
            "ratings": lambda: [reads.shown_rating(one) for one in reads.ratings(supplier.pk)[:5]],
            "may_propose": bool(hats_anywhere(request.actor) & PROPOSERS),
        }
    now = timezone.now()
    return "suppliers/mine.html", {
        "about": lambda: own_facts(supplier),
        "barred": lambda: blacklist.is_barred(supplier.pk, timezone.localdate(now)),
        "matters": lambda: blacklist.open_matters(supplier.pk),
        "record": lambda: reads.record(supplier.pk),
        "ratings": lambda: [reads.shown_rating(one) for one in reads.ratings(supplier.pk)[:5]],
        "checks": lambda: checks(supplier.facts(request.actor, now)),
        "sections": lambda: shown.sections(supplier, profile.parts(supplier)),
        "warnings": lambda: rules.warnings(supplier.profile(), timezone.localdate(now)) + odd(supplier),
        "sizes": lambda: sizes(supplier),
        "officers": lambda: [
            Fact(_(o.get_role_display()), o.name, note=told(o)) for o in supplier.officers.all()
        ],
    }


def checks(facts: rules.Facts) -> list[Check]:
    return [Check(label, not why, why or "") for label, why in rules.completeness(facts)]


def told(officer: Any) -> str:
    """What stands beside a name: shares, beneficial owner, whether the NIK is kept."""
    share = (
        _("saham {share} %").format(share=number_format(officer.share_pct.normalize()))
        if officer.share_pct
        else ""
    )
    parts = (
        share,
        officer.beneficial and _("pemilik manfaat"),
        "" if officer.nik_hash else _("NIK belum diisi"),
    )
    return ", ".join(part for part in parts if part)


def sizes(supplier: Supplier) -> list[Fact]:
    """The four measures side by side, with the source and the day of each."""
    held = {row.definition: row for row in supplier.sizes.all()}
    return [
        Fact(
            _(label),
            _(held[name].get_group_display()) if name in held else None,
            note=_("{source}, per {on}").format(
                source=_(held[name].get_source_display()), on=day(held[name].stated_on)
            )
            if name in held
            else "",
        )
        for name, label in DEFINITIONS.items()
    ]


def odd(supplier: Supplier) -> list[str]:
    told = (size_warning(row.plain(), timezone.localdate()) for row in supplier.sizes.all())
    return [why for why in told if why]


def verified(supplier: Supplier) -> bool:
    """Whether the desk of the LPSE, which stands above this room, has verified it as it is now."""
    return bool(import_string(settings.VERIFIED)(supplier.pk))


def public_facts(supplier: Supplier) -> list[Fact]:
    return [
        Fact(_("Bentuk usaha"), _(supplier.get_form_display())),
        Fact(
            _("Skala"),
            _(supplier.get_scale_display()) or None,
            note=_("UMK dan koperasi") if supplier.is_umk else "",
        ),
        Fact(_("Verifikasi LPSE"), _("Terverifikasi") if verified(supplier) else _("Belum")),
        Fact(_("Wilayah"), as_written(supplier.region_name) or None),
        Fact(_("NPWP"), supplier.masked_npwp or None, term="NPWP"),
        *(Fact(f"KBLI {permit.kbli}", as_written(permit.title) or None) for permit in supplier.permits.all()),
    ]


def own_facts(supplier: Supplier) -> list[Fact]:
    return [
        Fact(_("NIB"), supplier.nib or None, term="NIB"),
        *public_facts(supplier),
        Fact(_("Alamat"), as_written(supplier.address) or None),
    ]
