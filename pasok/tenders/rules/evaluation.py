"""Guards of the evaluation, and the closed list of causes for which a tender fails."""

from collections.abc import Callable
from dataclasses import dataclass

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.tenders.rules.competition import extension_left
from pasok.tenders.rules.facts import Facts


def someone_passes(facts: Facts) -> str | None:
    return (
        None
        if facts.passing
        else say(
            "Belum ada penawaran yang lulus semua tahap evaluasi. "
            "Selesaikan evaluasinya, atau nyatakan tender gagal bila tidak ada yang lulus."
        )
    )


def lowest_bids_evaluated(facts: Facts) -> str | None:
    if facts.unassessed:
        return say(
            "Penawaran terendah ini belum selesai dievaluasi: {unassessed}.",
            unassessed=", ".join(facts.unassessed),
        )
    return None


def no_conflict_of_interest(facts: Facts) -> str | None:
    """S8 and S9 of Perpres 16/2018 Ps 7(2): bidders tied to each other cannot both stand."""
    return facts.conflicts[0] if facts.conflicts else None


def nobody_barred(facts: Facts) -> str | None:
    """Perpres 16/2018 Ps 78-79: whoever is on the blacklist on the day of the choice cannot stand."""
    return facts.barred[0] if facts.barred else None


def everyone_advised(facts: Facts) -> str | None:
    """Who falls learns why and how to do better, before anybody wins."""
    if facts.unadvised:
        return say("Tulis dahulu saran perbaikan bagi yang gugur: {names}.", names=", ".join(facts.unadvised))
    return None


def authority_limit(facts: Facts) -> law.Rule:
    """Up to this pagu the Pokja decides, above it the PA (Perpres 16/2018 Ps 9(1)n, 13(1)c)."""
    kind = "consultant" if facts.category == "consultant" else "goods_works_services"
    return law.rule(f"winner_set_by_pokja_max_pagu_{kind}", on=facts.on)


def within_authority(facts: Facts) -> str | None:
    limit = authority_limit(facts)
    if "pokja" in facts.hats and facts.pagu > limit.number:
        return say("Pagu di atas {limit}: pemenang ditetapkan PA.", limit=limit.shown)
    if "pokja" not in facts.hats and facts.pagu <= limit.number:
        return say("Pagu sampai {limit}: pemenang ditetapkan Pokja.", limit=limit.shown)
    return None


@dataclass(frozen=True)
class Cause:
    """One legal cause of failure: Perpres 16/2018 Ps 51(2). `follows` is what the law lets happen next."""

    label: str
    article: str
    follows: str
    holds: Callable[[Facts], str | None]
    by: frozenset[str] = frozenset({"pokja"})


def nobody_bid(facts: Facts) -> str | None:
    if facts.bids:
        return say("Ada penawaran yang masuk, jadi sebab ini tidak berlaku. Pilih sebab lain.")
    if extension_left(facts) is None:
        return say("Belum ada penawaran: perpanjang dahulu pemasukan penawaran satu kali.")
    return None


def none_pass(facts: Facts) -> str | None:
    if not facts.opened or facts.passing or facts.unassessed:
        return say(
            "Sebab ini berlaku hanya bila semua penawaran sudah dievaluasi dan tidak ada yang lulus. "
            "Selesaikan evaluasinya, atau pilih sebab lain."
        )
    return None


def all_above_hps(facts: Facts) -> str | None:
    if not facts.opened or facts.fallen_above_hps < facts.opened:
        return say("Sebab ini berlaku hanya bila semua harga penawaran di atas HPS. Pilih sebab lain.")
    return None


def has_accepted_sanggah(facts: Facts) -> str | None:
    return (
        None
        if facts.accepted_sanggah
        else say("Tidak ada sanggah yang dinyatakan benar. Pilih sebab lain, atau lanjutkan tendernya.")
    )


def after_opening(facts: Facts) -> str | None:
    return (
        None
        if facts.opened
        else say("Sebab ini berlaku sesudah penawaran dibuka. Tunggu pembukaannya, atau pilih sebab lain.")
    )


def always(facts: Facts) -> str | None:
    return None


PA = frozenset({"pa"})
CAUSES = {
    "evaluation_error": Cause("Kesalahan dalam evaluasi", "Ps 51(2)a", "evaluasi ulang", after_opening),
    "no_bids": Cause("Tidak ada penawaran setelah perpanjangan", "Ps 51(2)b", "tender ulang", nobody_bid),
    "none_pass": Cause("Tidak ada yang lulus evaluasi", "Ps 51(2)c", "tender ulang", none_pass),
    "document_error": Cause(
        "Kesalahan dokumen atau tidak sesuai Perpres", "Ps 51(2)d", "penawaran ulang", always
    ),
    "collusion": Cause("Seluruh peserta terlibat KKN", "Ps 51(2)e", "tender ulang", after_opening),
    "unfair_competition": Cause("Persaingan usaha tidak sehat", "Ps 51(2)f", "tender ulang", after_opening),
    "all_above_hps": Cause("Semua harga di atas HPS", "Ps 51(2)g", "tender ulang", all_above_hps),
    "official_kkn": Cause("KKN melibatkan Pokja atau PPK", "Ps 51(2)i", "tender ulang", always, PA),
    "sanggah_accepted": Cause(
        "Sanggah dinyatakan benar", "Model dokumen pemilihan", "tender ulang", has_accepted_sanggah
    ),
}


def cause_refused(code: str, facts: Facts) -> str | None:
    """Why the tender may not be failed for this cause by this actor now; None when it may."""
    cause = CAUSES.get(code)
    if cause is None:
        return say("Pilih salah satu sebab menurut Perpres 16/2018 Pasal 51.")
    if not cause.by & facts.hats:
        return say("Sebab ini dinyatakan oleh {who}.", who="PA" if cause.by == PA else "Pokja")
    return cause.holds(facts)
