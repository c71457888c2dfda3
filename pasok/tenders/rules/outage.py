"""The site did not answer before a deadline: whether the deadline moves, and by how long. Pure."""

from datetime import datetime, timedelta

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.tenders.rules.facts import Facts

MINUTE = timedelta(minutes=1)


def length(facts: Facts, key: str) -> timedelta:
    return timedelta(minutes=law.rule(key, on=facts.on).whole)


def counted(facts: Facts) -> list[datetime]:
    """The failed minutes that touch this tender: whole, within the window, and not made up for before."""
    if facts.closes_at is None:
        return []
    start = max((facts.closes_at - length(facts, "outage_window"), *facts.compensated))
    end = min(facts.now, facts.closes_at)
    return [minute for minute in facts.failed if start <= minute and minute + MINUTE <= end]


def touched_by_an_outage(facts: Facts) -> str | None:
    if not facts.auto_extend:
        return say("Metode ini tidak mengundurkan batas akhir dengan sendirinya.")
    window = length(facts, "outage_window") // MINUTE
    most = law.rule("outage_failed_max", on=facts.on).number
    if len(counted(facts)) * 100 <= most * window:
        return say("Situs tidak terganggu sebelum batas akhir penawaran.")
    return None


def over_or_deadline_near(facts: Facts) -> str | None:
    """An outage that goes on is counted when it is over, or when waiting longer would be too late."""
    minutes = counted(facts)
    if facts.closes_at is None or not minutes:
        return say("Situs tidak terganggu sebelum batas akhir penawaran.")
    over = facts.now >= minutes[-1] + MINUTE + length(facts, "outage_calm")
    near = facts.now >= facts.closes_at - length(facts, "outage_decided_before")
    return None if over or near else say("Gangguan masih berlangsung.")


def automatic_extension_left(facts: Facts) -> str | None:
    most = law.rule("outage_extension_times", on=facts.on).whole
    if len(facts.compensated) >= most:
        return say("Batas akhir sudah {most} kali diundurkan karena gangguan.", most=most)
    return None


def extended_until(facts: Facts) -> datetime:
    """As many minutes more as were lost, and never fewer than the least that leaves time to notice."""
    if facts.closes_at is None:
        raise LookupError("no deadline")
    lost = len(counted(facts)) * MINUTE
    return facts.closes_at + max(lost, length(facts, "outage_extension_min"))
