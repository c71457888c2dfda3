"""The house's numbers about tenders: each with what it counts. Where nothing can be counted there is none."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, FloatField, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.pages.parts import Figure
from pasok.tenders import reads
from pasok.tenders.models import Tender

SENT = ("sealed", "opened", "fallen")
COLLECTING = ("announced", "closed")  # not yet opened: nobody knows how many offers will be read
BACK = timedelta(days=365)


class Median(Aggregate):
    """The middle of the values."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def figures() -> list[Figure]:
    """What takes bids now; how many bid; how long it takes from the announcement to the winner."""
    return [*open_now(), *competition(), *duration()]


def open_now() -> list[Figure]:
    count = reads.open_tenders().count()
    if not Tender.objects.filter(announced_at__isnull=False).exists():
        return []
    told = _("Tender yang sudah diumumkan di sini dan batas akhir penawarannya belum lewat.")
    url = f"{reverse('packages')}?keadaan=menerima"
    return [Figure(_("Tender terbuka sekarang"), str(count), told, url=url, link=_("Lihat paketnya"))]


def competition() -> list[Figure]:
    """Over the tenders of one year whose bids are known, those without any among them."""
    past = Tender.objects.filter(announced_at__gte=timezone.now() - BACK).exclude(state__in=COLLECTING)
    counted = past.order_by().annotate(n=Count("bids", filter=Q(bids__state__in=SENT)))
    found = counted.aggregate(
        middle=Median("n", output_field=FloatField()),
        tenders=Count("pk"),
        two=Count("pk", filter=Q(n__gte=2)),
    )
    if not found["tenders"]:
        return []
    of = _(
        "Dihitung dari {n} tender yang diumumkan dalam 12 bulan terakhir dan sudah selesai masa "
        "penawarannya, termasuk yang tanpa penawaran."
    ).format(n=found["tenders"])
    two = shown(Decimal(found["two"]) * 100 / found["tenders"])
    middle = _("Nilai tengah: separuh tender menerima lebih banyak, separuh lebih sedikit.")
    return [
        Figure(
            _("Penawaran pada satu tender"),
            shown(found["middle"]),
            f"{middle} {of}",
            note=_("{two} % tender menerima dua penawaran atau lebih.").format(two=two),
            url=f"{reverse('packages')}?keadaan=dievaluasi",
            link=_("Lihat yang sedang dievaluasi"),
        )
    ]


def duration() -> list[Figure]:
    took = ExpressionWrapper(F("chosen_at") - F("announced_at"), output_field=DurationField())
    won = Tender.objects.filter(winner__isnull=False, chosen_at__gte=timezone.now() - BACK)
    found = (
        won.order_by()
        .annotate(took=took)
        .aggregate(middle=Median("took", output_field=DurationField()), tenders=Count("pk"))
    )
    if not found["tenders"]:
        return []
    told = _(
        "Nilai tengah hari kalender dari pengumuman tender sampai pemenang ditetapkan. Dihitung dari "
        "{n} tender dalam 12 bulan terakhir."
    ).format(n=found["tenders"])
    days = Decimal(found["middle"].total_seconds()) / 86400
    value = _("{n} hari").format(n=shown(days))
    url, link = f"{reverse('packages')}?keadaan=berkontrak", _("Lihat yang sudah berkontrak")
    return [Figure(_("Dari pengumuman sampai pemenang"), value, told, url=url, link=link)]


def shown(value: Any) -> str:
    """At most one place: 3, 2,5."""
    return f"{Decimal(value):.1f}".removesuffix(".0").replace(".", ",")
