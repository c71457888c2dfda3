"""May this person be given this hat? One guard for each incompatibility of the law. Pure.

S1-S4 stand on Perlem LKPP 15/2018, whose successor has not been read: they stop the appointment unless
the PA writes down why it is made all the same. The others stop it always.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.people.rules.hats import (
    APPOINTED_BY,
    BUYING,
    CHECKING,
    CHOOSING,
    HELPING,
    LABELS,
    PAYING,
    SELECTING,
    Held,
)

REGIONAL_ONLY = "only with an APBD budget"
PPK_CERTIFICATES = frozenset({"ppk_a", "ppk_b", "ppk_c"})


@dataclass(frozen=True, kw_only=True)
class Candidacy:
    """Everything the law looks at before a person is given a hat."""

    now: datetime
    hats: frozenset[str]  # of the one who appoints, over the same part of the agency
    wanted: Held
    state: str = "active"
    held: tuple[Held, ...] = ()  # what the candidate wears already, pokja included
    in_office: tuple[Held, ...] = ()  # others with the same hat in the agency
    certificates: frozenset[str] = frozenset()  # kinds valid on the first day
    regional: bool = True  # the agency spends APBD
    supplier: str = ""
    nik_hash: str = ""
    owner_hashes: frozenset[str] = frozenset()  # owners and directors of businesses
    coop_hashes: frozenset[str] = frozenset()  # managers and boards of koperasi
    decree_number: str = ""
    decree_on: date | None = None
    despite: str = ""  # the PA's reason to go on against S1-S4

    def meeting(self, hats: frozenset[str]) -> list[Held]:
        return [held for held in self.held if held.hat in hats and held.meets(self.wanted)]


def known_hat(facts: Candidacy) -> str | None:
    if facts.wanted.hat not in LABELS:
        return say("Peran itu tidak dikenal.")
    return None


def right_appointer(facts: Candidacy) -> str | None:
    by = APPOINTED_BY.get(facts.wanted.hat, frozenset({"ukpbj"}))
    if not by & facts.hats:
        return say(
            "{hat} diangkat oleh {by}, bukan oleh Anda.",
            hat=say(LABELS[facts.wanted.hat]),
            by=say(LABELS[min(by)]),
        )
    return None


def has_decree(facts: Candidacy) -> str | None:
    if not facts.decree_number.strip() or facts.decree_on is None:
        return say("Nomor dan tanggal surat keputusan harus diisi.")
    if facts.decree_on > facts.wanted.starts_on:
        return say("Surat keputusan tidak boleh bertanggal sesudah hari pertama bertugas.")
    return None


def dates_in_order(facts: Candidacy) -> str | None:
    if facts.wanted.until and facts.wanted.until < facts.wanted.starts_on:
        return say("Hari terakhir bertugas mendahului hari pertama.")
    return None


def seat_is_free(facts: Candidacy) -> str | None:
    """One PA over one part of an agency; a successor starts after the last day of the one before."""
    same = [h for h in facts.in_office if h.satker == facts.wanted.satker and h.meets(facts.wanted)]
    if facts.wanted.hat == "pa" and same:
        return say("Sudah ada PA yang bertugas pada hari itu; akhiri dahulu penugasannya.")
    return None


def not_worn_twice(facts: Candidacy) -> str | None:
    mine = facts.wanted
    if any(
        (h.hat, h.satker, h.package) == (mine.hat, mine.satker, mine.package) and h.meets(mine)
        for h in facts.held
        if h.hat != "pokja"
    ):
        return say("Orang ini sudah memegang peran yang sama pada hari itu.")
    return None


def ppk_does_not_pay(facts: Candidacy) -> str | None:
    """S1."""
    if not facts.despite and crossed(facts, frozenset({"ppk"}), PAYING):
        return say("PPK tidak boleh merangkap PPSPM atau bendahara (S1, Perlem LKPP 15/2018).")
    return None


def ppk_does_not_select(facts: Candidacy) -> str | None:
    """S2. A Pokja meets a PPK here only if the PPK holds the whole agency; else per package, by `clash`."""
    rivals = [
        held
        for held in (*facts.meeting(frozenset({"ppk"})), *facts.meeting(SELECTING))
        if {held.hat, facts.wanted.hat} & SELECTING and "ppk" in {held.hat, facts.wanted.hat}
    ]
    narrow = [h for h in rivals if "pokja" in {h.hat, facts.wanted.hat} and limited(h, facts.wanted)]
    if not facts.despite and len(rivals) > len(narrow):
        return say(
            "PPK tidak boleh merangkap Pejabat Pengadaan atau anggota Pokja pada paket yang sama "
            "(S2, Perlem LKPP 15/2018)."
        )
    return None


def selector_does_not_pay(facts: Candidacy) -> str | None:
    """S3."""
    if not facts.despite and crossed(facts, SELECTING, PAYING):
        return say(
            "Pejabat Pengadaan dan anggota Pokja tidak boleh merangkap PPSPM atau bendahara "
            "(S3, Perlem LKPP 15/2018)."
        )
    return None


def inspector_does_not_buy(facts: Candidacy) -> str | None:
    """S4, for old data: the PPHP ended in 2021."""
    if not facts.despite and crossed(facts, CHOOSING, frozenset({"pphp"})):
        return say(
            "PPK, Pejabat Pengadaan, dan Pokja tidak boleh merangkap PPHP pada paket yang sama "
            "(S4, Perlem LKPP 15/2018)."
        )
    return None


def pphp_exists(facts: Candidacy) -> str | None:
    if facts.wanted.hat == "pphp":
        rule = law.rule("role_pphp_exists", on=facts.wanted.starts_on)
        if not rule.yes:
            return say("PPHP tidak ada lagi sejak 2 Februari 2021 ({article}).", article=rule.article)
    return None


def kpa_may_be_ppk(facts: Candidacy) -> str | None:
    """S5: allowed, under the condition of the day; `kpa_as_ppk` says when it is to be noted."""
    if kpa_as_ppk(facts):
        rule = law.rule("kpa_may_be_ppk_condition", on=facts.wanted.starts_on)
        if rule.value == REGIONAL_ONLY and not facts.regional:
            return say(
                "KPA hanya boleh menjadi PPK bila anggarannya APBD (S5, {article}).", article=rule.article
            )
    return None


def no_koperasi_manager(facts: Candidacy) -> str | None:
    """S6."""
    if facts.wanted.hat in CHOOSING and facts.nik_hash and facts.nik_hash in facts.coop_hashes:
        return say(
            "Pengurus atau manajer koperasi tidak boleh menjadi PPK, Pejabat Pengadaan, atau Pokja "
            "(S6, Perpres 16/2018 Ps 7(2)d)."
        )
    return None


def runs_no_business(facts: Candidacy) -> str | None:
    """S7: neither in the books of a business nor with an account that speaks for one."""
    owns = bool(facts.nik_hash) and facts.nik_hash in facts.owner_hashes
    if facts.wanted.hat in CHOOSING and (owns or facts.supplier):
        return say(
            "PPK, Pejabat Pengadaan, dan Pokja tidak boleh mengendalikan atau menjalankan badan usaha "
            "penyedia (S7, Perpres 16/2018 Ps 7(2)e)."
        )
    if facts.supplier:
        return say("Akun ini mewakili penyedia, sehingga tidak dapat memegang peran di instansi.")
    return None


def checker_does_not_buy(facts: Candidacy) -> str | None:
    """S11."""
    if crossed(facts, CHECKING, BUYING):
        return say(
            "Auditor dan admin LPSE tidak boleh memegang peran pembelian pada paket yang diperiksanya (S11)."
        )
    return None


def helper_does_not_buy(facts: Candidacy) -> str | None:
    """Who fills the profile of bidders neither buys from them nor checks them."""
    hat, other = facts.wanted.hat, BUYING | CHECKING
    busy = any(held.hat in (other if hat in HELPING else HELPING) for held in now_held(facts))
    if (hat in HELPING or hat in other) and busy:
        return say("Fasilitator usaha tidak boleh ikut membeli, memeriksa, atau memverifikasi.")
    return None


def now_held(facts: Candidacy) -> list[Held]:
    """What is worn on some day of the wanted office, over anything at all."""
    first, last = facts.wanted.starts_on, facts.wanted.until or date.max
    return [held for held in facts.held if held.starts_on <= last and first <= (held.until or date.max)]


def has_certificate(facts: Candidacy) -> str | None:
    """S13, on the first day in office."""
    on, hat = facts.wanted.starts_on, facts.wanted.hat
    if hat == "ppk" and ppk_certificate_asked(on) and not facts.certificates & PPK_CERTIFICATES:
        rule = law.rule("ppk_certificate_required", on=on)
        return say(
            "PPK harus memiliki Sertifikat Kompetensi PPK yang masih berlaku (S13, {article}).",
            article=rule.article,
        )
    if hat in SELECTING and "pengelola_pbj" not in facts.certificates:
        return say(
            "{hat} harus Pengelola PBJ atau bersertifikat yang masih berlaku (S13, Perpres 16/2018 Ps 74).",
            hat=say(LABELS[hat]),
        )
    return None


def ppk_certificate_asked(on: date) -> bool:
    try:
        return law.rule("ppk_certificate_required", on=on).yes
    except LookupError:  # before the rule existed
        return False


def crossed(facts: Candidacy, these: frozenset[str], those: frozenset[str]) -> bool:
    """The wanted hat is of one kind and a worn one, over the same things, of the other."""
    hat = facts.wanted.hat
    return bool((hat in these and facts.meeting(those)) or (hat in those and facts.meeting(these)))


def limited(one: Held, other: Held) -> bool:
    return bool(one.satker or one.package or other.satker or other.package)


def kpa_as_ppk(facts: Candidacy) -> bool:
    return crossed(facts, frozenset({"kpa"}), frozenset({"ppk"}))


def overruled(facts: Candidacy) -> list[str]:
    """The rules S1-S4 that `despite` sets aside, for the ledger."""
    bare = replace(facts, despite="")
    return [number for number, guard in SOFT.items() if guard(bare)]


SOFT = {
    "S1": ppk_does_not_pay,
    "S2": ppk_does_not_select,
    "S3": selector_does_not_pay,
    "S4": inspector_does_not_buy,
}
FIRM = (
    pphp_exists,
    kpa_may_be_ppk,
    no_koperasi_manager,
    runs_no_business,
    checker_does_not_buy,
    helper_does_not_buy,
    has_certificate,
)
APPOINTING = (
    known_hat,
    right_appointer,
    has_decree,
    dates_in_order,
    seat_is_free,
    not_worn_twice,
    *SOFT.values(),
    *FIRM,
)
JOINING = (*SOFT.values(), *FIRM)  # what a member of a pokja is asked
