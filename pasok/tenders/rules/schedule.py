"""The schedule: a proposal from the law, and what in a schedule breaks which article."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pasok.kernel import days
from pasok.kernel.tongue import say
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.tenders.rules.facts import Window

#: The twelve stages of "pascakualifikasi satu file" in their order (rules of the method).
ORDER = (
    "announcement", "document_download", "explanation", "bid_submission", "bid_opening", "evaluation",
    "verification", "award", "award_announcement", "standstill", "sppbj", "contract_signing",
)  # fmt: skip


class Calendar:
    """Counting on one day's law and in one zone, so that the lines below read like the law."""

    def __init__(self, on: date, zone: str):
        self.on, self.zone = on, zone
        self.hours, self.holidays = calendar.hours(on), calendar.holidays()

    def after(self, at: datetime, key: str) -> datetime:
        """The bare end of a period: the same hour so many days later."""
        period = law.rule(key, on=self.on).period
        return days.add_days(at, period.steps, period.unit, self.holidays, self.zone)

    def close(self, at: datetime, key: str) -> datetime:
        """The end of a period that must end on a working day within office hours."""
        p = law.rule(key, on=self.on).period
        return days.end_of_period(
            at, p.n, p.unit, self.holidays, self.zone, self.hours, first_day_counts=p.first_day_counts
        )

    def opening_hour(self, at: datetime, key: str) -> datetime:
        """The customary hour on the first working day at or after the end of a period."""
        day = days.local(self.after(at, key), self.zone).date()
        clock = time.fromisoformat(law.value("practice_explanation_starts", on=self.on))
        return datetime.combine(days.next_working_day(day, self.holidays), clock, ZoneInfo(self.zone))

    def works(self, at: datetime) -> bool:
        return days.in_working_hours(at, self.holidays, self.zone, self.hours)


def propose(start: datetime, on: date, zone: str, closes_at: datetime | None = None) -> dict[str, Window]:
    """Twelve windows from the law's shortest times, ends on working days in office hours.

    `closes_at` may give bidders longer than the law asks; what is shorter is not taken.
    """
    count = Calendar(on, zone)
    explained = count.opening_hour(start, "explanation_earliest_after_announce")
    explained_until = explained + timedelta(hours=law.value("practice_explanation", on=on))
    announced_until = count.close(start, "announce_postqual_min")
    lawful = max(count.close(explained_until, "bid_close_after_explanation_min"), announced_until)
    deadline = max(lawful, closes_at or lawful)
    judged_until = count.close(deadline, "practice_evaluation")
    decided = count.close(judged_until, "practice_award")
    quiet_until = count.close(decided, "objection_period")
    appointed = count.close(quiet_until, "sppbj_max_after_selection_report")
    signed = count.close(appointed, "contract_sign_max_after_sppbj")
    ends = (
        (start, announced_until), (start, deadline),
        (explained, explained_until), (explained_until, deadline),
        (deadline, judged_until), (deadline, judged_until), (deadline, judged_until), (judged_until, decided),
        (judged_until, decided), (decided, quiet_until), (quiet_until, appointed), (appointed, signed),
    )  # fmt: skip
    return dict(zip(ORDER, ends, strict=True))


def breaches(windows: Mapping[str, Window], on: date, zone: str) -> list[str]:
    """What is wrong with a schedule, one sentence each with its article; empty when it is lawful."""
    if lacking := [code for code in ORDER if code not in windows]:
        return [say("Jadwal belum lengkap: {n} tahap belum diisi.", n=len(lacking))]
    if turned := [code for code in ORDER if windows[code][0] > windows[code][1]]:
        return [say("Tahap {n} buah berakhir sebelum mulai.", n=len(turned))]
    return list(_breaches(windows, Calendar(on, zone)))


def _breaches(windows: Mapping[str, Window], count: Calendar) -> Iterator[str]:
    announced, explained = windows["announcement"], windows["explanation"]
    deadline, quiet = windows["bid_submission"][1], windows["standstill"]

    def said(sentence: str, key: str) -> str:
        rule = law.rule(key, on=count.on)
        doubt = "" if rule.sure else say("; belum pasti")
        return f"{sentence.format(rule.shown)} ({rule.article}{doubt})."

    if announced[1] < count.after(announced[0], "announce_postqual_min"):
        yield said(say("Pengumuman kurang dari {}"), "announce_postqual_min")
    earliest = count.after(announced[0], "explanation_earliest_after_announce")
    if days.local(explained[0], count.zone).date() < days.local(earliest, count.zone).date():
        yield said(say("Penjelasan terlalu cepat sesudah pengumuman"), "explanation_earliest_after_announce")
    if deadline < count.after(explained[1], "bid_close_after_explanation_min"):
        yield said(
            say("Batas akhir penawaran kurang dari {} sesudah penjelasan"), "bid_close_after_explanation_min"
        )
    if not count.works(deadline):
        yield said(say("Batas akhir penawaran tidak pada hari dan jam kerja"), "bid_deadline_on_working_day")
    if windows["document_download"][1] < deadline:
        yield say("Dokumen harus dapat diunduh sampai batas akhir penawaran (Perpres 16/2018 Ps 50(1)).")
    if windows["bid_opening"][0] < deadline:
        yield say("Pembukaan dijadwalkan sebelum batas akhir penawaran (Perpres 16/2018 Ps 50(1)).")
    if quiet[1] < count.after(quiet[0], "objection_period"):
        yield said(say("Masa sanggah kurang dari {}"), "objection_period")
    if not count.works(quiet[1]):
        yield said(
            say("Masa sanggah tidak berakhir pada hari dan jam kerja"),
            "objection_period_ends_on_working_day_hours",
        )


def standstill_until(announced_at: datetime, planned: datetime, on: date, zone: str) -> datetime:
    """As planned; if that is shorter than the law gives from the announcement, the law's own end."""
    count = Calendar(on, zone)
    lawful = planned >= count.after(announced_at, "objection_period")
    return planned if lawful else count.close(announced_at, "objection_period")


def sanggah_answer_until(quiet_until: datetime, on: date, zone: str) -> datetime | None:
    """The last moment to answer what was objected; None on days whose law we do not know."""
    try:
        return Calendar(on, zone).after(quiet_until, "objection_answer_max")
    except LookupError:
        return None
