"""What the search page shows around the cards: chips, count, files, and a word for an empty result."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.law import methods
from pasok.opportunities import query as asking
from pasok.opportunities import reads, regions, rules
from pasok.opportunities.forms import Search
from pasok.opportunities.query import Query
from pasok.pages.parts import Chip, FilterBar, Way
from pasok.pages.words import day
from pasok.planning import reads as planning

PER_PAGE = 24
HIGHEST = reads.COUNTED // PER_PAGE  # pages one can turn to


class Pages(Paginator):
    """Counts no further than anybody turns."""

    @cached_property
    def found(self) -> tuple[int, bool]:
        return reads.counted(self.object_list)

    @cached_property
    def count(self) -> int:
        return self.found[0]

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.found[1]


def told(pages: Pages) -> str:
    """1.234 paket; Lebih dari 2.000 paket."""
    number = f"{pages.count:,}".replace(",", ".")
    if pages.more:
        return _("Lebih dari {number} paket").format(number=number)
    return ngettext("{number} paket", "{number} paket", pages.count).format(number=number)


def bar(form: Search, query: Query, pages: Pages, signed_in: bool) -> FilterBar:
    """The filter bar of this search."""
    here = reverse("packages")
    return FilterBar(
        form=form,
        chips=[Chip(label, address(here, query.without(*names))) for names, label in chips(query)],
        count=told(pages),
        links=list(ways(query, signed_in)),
        action=here,
        clear=here if query.asked() else "",
        folded=folded(form, query),
    )


def folded(form: Search, query: Query) -> str:
    """The filters that fold, drawn; "" where one has a word to say about what was typed."""
    if form.errors:
        return ""
    asked = frozenset(query.narrowed().items())
    return drawn(get_language() or "", "cocok" in form.fields, asked)


@lru_cache(maxsize=256)
def drawn(language: str, fits: bool, asked: frozenset[tuple[str, str]]) -> SafeString:
    """The same filters look the same to everybody, and drawing them costs as much as the rest of the page."""
    bar = FilterBar(Search(dict(asked), fits=fits))
    return render_to_string("opportunities/fields.html", {"fields": bar.fields})


def address(here: str, query: Query) -> str:
    return f"{here}?{query.address()}" if query.asked() else here


def ways(query: Query, signed_in: bool) -> Iterator[Way]:
    """Out of the page with this search: kept, as a file, as a calendar, as a feed."""
    if signed_in:
        yield Way(_("Simpan pencarian"), reverse("searches"), send={"query": query.address()})
        yield Way(_("Pencarian tersimpan"), reverse("searches"))
    for name, label in (
        ("packages-xlsx", _("Unduh Excel")),
        ("packages-csv", _("Unduh CSV")),
        ("packages-calendar", _("Kalender tenggat")),
        ("packages-feed", _("Langganan (Atom)")),
    ):
        yield Way(label, address(reverse(name), query))


def chips(query: Query) -> Iterator[tuple[tuple[str, ...], str]]:
    """The filters that are on, in words, each with the fields it takes away."""
    if query.q:
        yield ("q",), f"“{query.q}”"
    for name, label in labels(query).items():
        if label:
            yield (name,), label
    low, high = query.dari, query.sampai
    if low is not None and high is not None:
        yield ("dari", "sampai"), f"{rupiah(low)} – {rupiah(high)}"
    elif low is not None:
        yield ("dari",), _("Mulai {value}").format(value=rupiah(low))
    elif high is not None:
        yield ("sampai",), _("Sampai {value}").format(value=rupiah(high))


def labels(query: Query) -> dict[str, str]:
    """Field by field, what a filter is called; "" for one that is off."""
    closing = {
        "hari-ini": _("Tutup hari ini"),
        "3-hari": _("Tutup dalam 3 hari"),
        "7-hari": _("Tutup dalam 7 hari"),
    }
    small = {"ya": _("Khusus usaha kecil"), "tidak": _("Terbuka untuk semua")}
    until = query.tutup_sampai
    return {
        "keadaan": say(rules.STATES[rules.IN_ADDRESS[query.keadaan]].label) if query.keadaan else "",
        "jenis": say(planning.kind_label(query.jenis)) if query.jenis else "",
        "provinsi": regions.PROVINCES.get(query.provinsi, ""),
        "kabupaten": named(reads.regencies, query.kabupaten),
        "instansi": named(reads.agencies, query.instansi),
        "metode": say(methods.method(query.metode).label) if query.metode else "",
        "kecil": small.get(query.kecil, ""),
        "tutup": closing.get(query.tutup, ""),
        "tutup_sampai": _("Tutup paling lambat {day}").format(day=day(until)) if until else "",
        "kbli": _("KBLI {code}").format(code=query.kbli) if query.kbli else "",
        "tahun": _("Tahun {year}").format(year=query.tahun) if query.tahun else "",
        "cocok": _("Cocok untuk usaha Anda") if query.cocok else "",
    }


def named(choices: Any, text: str) -> str:
    """The full name where just one is meant; else what was typed."""
    found = list(choices(text)[:2]) if text else []
    return found[0].name if len(found) == 1 else text


def empty(query: Query) -> dict[str, str]:
    """A title, a word on what to let go, and the address without it."""
    here = reverse("packages")
    if not query.asked():
        return {
            "title": _("Belum ada paket yang diumumkan"),
            "text": _("Paket muncul di sini setelah PA mengumumkannya di RUP."),
        }
    title = _("Tidak ada paket yang cocok")
    if near := nearest(query):
        names, label = near
        text = _("Tanpa saringan {filter} ada paket yang cocok.").format(filter=label)
        return {
            "title": title,
            "text": text,
            "url": address(here, query.without(*names)),
            "link": _("Lepas saringan itu"),
        }
    text = _("Coba kata yang lebih pendek atau lebih umum, atau lepas semua saringan.")
    return {"title": title, "text": text, "url": here, "link": _("Tampilkan semua paket")}


def nearest(query: Query) -> tuple[tuple[str, ...], str] | None:
    """The one filter without which something would be found."""
    on = list(chips(query))
    for names, label in on if len(on) > 1 else ():
        if reads.found(query.without(*names)).exists():
            return names, label
    return None


def order(query: Query) -> str:
    """What the list begins with, for its heading."""
    heads = {
        asking.NEWEST: _("Terbaru"),
        asking.CLOSING: _("Segera tutup"),
        asking.DEAREST: _("Nilai terbesar"),
        asking.CHEAPEST: _("Nilai terkecil"),
    }
    return _("Paling cocok") if query.cocok and not query.urut else heads[query.order]
