"""How finished work is rated: four criteria and their weights, by the law of the day it is rated. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pasok.kernel.tongue import count, mark, say
from pasok.law import lookup as law

#: criterion: its words, and the key of its weight in the law
CRITERIA = {
    "quality": (mark("Kualitas dan kuantitas"), "perf_weight_quality_quantity"),
    "cost": (mark("Biaya"), "perf_weight_cost"),
    "time": (mark("Waktu"), "perf_weight_time"),
    "service": (mark("Layanan"), "perf_weight_service"),
}
SCORES = {3: mark("Sangat baik"), 2: mark("Baik"), 1: mark("Cukup")}
WORST = mark("Buruk")
CENT = Decimal("0.01")


def timeliness(days_late: int, on: date) -> int:
    """3 on time, 2 up to the limit of the law, 1 beyond it."""
    if days_late <= 0:
        return law.rule("perf_score_max", on=on).whole
    good = law.rule("perf_category_baik_from", on=on).whole
    return (
        good
        if days_late <= law.rule("perf_time_score2_late_max", on=on).whole
        else law.rule("perf_score_min", on=on).whole
    )


def total(scores: Mapping[str, int], on: date) -> Decimal:
    """The weighted mean, two places. Raises KeyError when a criterion is missing."""
    weights = {name: law.rule(key, on=on).number for name, (_, key) in CRITERIA.items()}
    points = sum((weights[name] * scores[name] for name in CRITERIA), Decimal(0))
    return (points / sum(weights.values())).quantize(CENT, ROUND_HALF_UP)


def category(value: Decimal, on: date) -> str:
    """Sangat baik, baik, cukup, buruk."""
    if value >= law.rule("perf_score_max", on=on).number:
        return say(SCORES[3])
    if value >= law.rule("perf_category_baik_from", on=on).number:
        return say(SCORES[2])
    return say(SCORES[1]) if value >= law.rule("perf_score_min", on=on).number else say(WORST)


@dataclass(frozen=True)
class Record:
    """What may be said of all ratings of a business together."""

    count: int
    mean: Decimal | None  # only where enough were given
    words: str  # "", or why no mean is shown


def record(totals: Sequence[Decimal], on: date) -> Record:
    """A mean of one or two ratings says more about chance than about work, so none is shown."""
    if not totals:
        return Record(0, None, say("Belum ada penilaian."))
    least = law.rule("rating_compare_min", on=on).whole
    if len(totals) < least:
        return Record(
            len(totals), None, count("Baru {n} penilaian: belum cukup untuk dibandingkan.", len(totals))
        )
    mean = (sum(totals, Decimal(0)) / len(totals)).quantize(CENT, ROUND_HALF_UP)
    return Record(len(totals), mean, "")
