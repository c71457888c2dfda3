"""Saved searches: one's own list, with what is new in each since it was last looked at."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pasok.kernel.actor import Actor
from pasok.opportunities import reads, shown
from pasok.opportunities.forms import Search
from pasok.opportunities.models import SavedSearch
from pasok.opportunities.query import Query

MOST = 20  # of one person: each is counted whenever the list is opened
COUNTED = 99


@dataclass(frozen=True)
class Kept:
    """A saved search as its list shows it."""

    search: SavedSearch
    words: list[str]
    new: int

    @property
    def more(self) -> bool:
        return self.new > COUNTED


def query_of(text: str, actor: Actor) -> Query:
    """The search that an address spells, read by the same form as the page's."""
    return Search(QueryDict(text), fits=bool(actor.supplier)).ask()


def kept(search: SavedSearch, actor: Actor) -> Kept:
    query = query_of(search.query, actor)
    return Kept(
        search, [label for _names, label in shown.chips(query)], new_in(query, search.looked_at, actor)
    )


def new_in(query: Query, since: datetime, actor: Actor) -> int:
    """How many packages of the search were announced after the last look; counted up to COUNTED + 1."""
    found = reads.found(query, actor).filter(announced_at__gt=since).order_by()
    return found[: COUNTED + 1].count()


@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: HttpRequest) -> HttpResponse:
    """The list; POST keeps one more."""
    if request.method == "POST":
        return keep(request)
    rows = [kept(one, request.actor) for one in reads.saved(request.actor)]
    return render(request, "opportunities/searches.html", {"searches": rows})


def keep(request: HttpRequest) -> HttpResponse:
    query = query_of(request.POST.get("query", "").replace("\0", ""), request.actor)
    words = ", ".join(label for _names, label in shown.chips(query)) or _("Semua paket")
    text, now = query.address(), timezone.now()
    name = request.POST.get("name", "").replace("\0", "").strip() or words
    mine = reads.saved(request.actor)
    if not mine.filter(query=text).exists() and mine.count() >= MOST:
        messages.error(
            request, _("Anda sudah menyimpan {most} pencarian. Hapus satu dulu.").format(most=MOST)
        )
        return redirect("searches")
    SavedSearch.objects.update_or_create(
        person=request.user,
        query=text,
        defaults={"name": name[:80]},
        create_defaults={"name": name[:80], "saved_at": now, "looked_at": now},
    )
    messages.success(request, _("Pencarian tersimpan."))
    return redirect("searches")


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the search; what was found until now is no longer new."""
    search = get_object_or_404(reads.saved(request.actor), pk=pk)
    search.looked_at = timezone.now()
    search.save(update_fields=["looked_at"])
    return redirect(search)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(reads.saved(request.actor), pk=pk).delete()
    messages.success(request, _("Pencarian dihapus."))
    return redirect("searches")
