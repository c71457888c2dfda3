"""From the PPK's proposal to the announcement."""

from datetime import timedelta
from decimal import Decimal

import pytest

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.planning import acts as planning
from pasok.planning.models import Package
from pasok.planning.tests.builders import LINES, MORNING, a_package, a_school_furniture_package, an_office
from pasok.sampul import envelope, log
from pasok.sampul import reads as sampul
from pasok.tenders import acts, reads
from pasok.tenders.models import Tender
from pasok.tenders.rules import schedule
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, last, preparing, proposed, refused
from tests.cast import BUDI, DEWI, JOKO, MAJU, RATNA, SARI, STRANGER, TONO

pytestmark = pytest.mark.django_db


def test_a_proposal_takes_over_what_the_plan_says() -> None:
    scene = proposed()
    tender = scene.tender
    assert (tender.slug, tender.version, tender.state) == (scene.package.ocid, 1, "proposed")
    assert (tender.pagu, tender.hps) == (Decimal(1_450_000_000), scene.package.hps_total)
    assert [line["number"] for line in tender.lines] == [1, 2] and tender.small_only
    assert last(tender).act == "create" and last(tender).data["pagu"] == "1450000000"
    scene.package.refresh_from_db()
    assert scene.package.state == "in_selection"


def test_several_rup_packages_become_one_tender_and_fail_together() -> None:
    office = an_office()
    one, other = (
        a_school_furniture_package(office, title=f"Meja dan Kursi SD {part}") for part in ("utara", "selatan")
    )
    tender = acts.propose(
        packages=[one.ocid, other.ocid], pokja=office.pokja.pk, actor=RATNA, now=MORNING, clock="replay",
        reason="Satu jenis barang dan satu jadwal.",
    )  # fmt: skip
    assert tender.packages == [one.ocid, other.ocid] and tender.ocid == one.ocid
    assert (tender.pagu, tender.hps) == (one.pagu + other.pagu, one.hps_total + other.hps_total)
    assert [line["number"] for line in tender.lines] == [1, 2, 3, 4]
    assert {Package.objects.get(pk=each.pk).state for each in (one, other)} == {"in_selection"}
    acts.return_package(tender, actor=BUDI, reason="Lokasi belum jelas.", now=MORNING)
    assert {Package.objects.get(pk=each.pk).state for each in (one, other)} == {"announced"}


def test_only_the_ppk_of_the_package_proposes_and_only_what_is_ready() -> None:
    office = an_office()
    ready, bare = a_school_furniture_package(office), a_package(office, title="Rak buku")
    before = Entry.objects.count()
    for packages, actor, words in (
        ([ready], STRANGER, "Hanya PPK paket ini"),
        ([ready], TONO, "Hanya PPK paket ini"),
        ([bare], RATNA, "."),
        ([], RATNA, "Pilih paling sedikit satu paket"),
    ):
        with pytest.raises(Refused) as why:
            acts.propose(
                packages=[each.ocid for each in packages], pokja=office.pokja.pk, actor=actor, now=MORNING
            )
        assert words in why.value.reasons[0]
    assert Entry.objects.count() == before and not Tender.objects.exists()


def test_a_package_is_in_one_tender_at_a_time() -> None:
    scene = proposed()
    with refused(scene.tender, "Dalam pemilihan"):
        acts.propose(packages=[scene.package.ocid], pokja=scene.office.pokja.pk, actor=RATNA, now=scene.now)


@pytest.mark.parametrize("actor", [RATNA, SARI, TONO, MAJU, STRANGER], ids=lambda actor: actor.name)
def test_only_members_of_this_pokja_prepare(actor: Actor) -> None:
    scene = proposed()
    for act in (acts.agree, acts.accept):
        with refused(scene.tender, "tidak berwenang"):
            act(scene.tender, actor=actor, now=scene.now)


def test_the_package_is_taken_when_every_member_agreed() -> None:
    scene = proposed()
    for number, member in enumerate((BUDI, DEWI, JOKO)):
        with refused(scene.tender, f"Menunggu persetujuan {3 - number} dari 3 anggota"):
            acts.accept(scene.tender, actor=BUDI, now=scene.now)
        acts.agree(scene.tender, actor=member, now=scene.now)
        with refused(scene.tender, "Anda sudah setuju"):
            acts.agree(scene.tender, actor=member, now=scene.now)
    acts.accept(scene.tender, actor=JOKO, now=scene.now)
    assert scene.tender.state == "preparing" and last(scene.tender).actor["id"] == JOKO.id


def test_a_returned_package_is_mended_and_proposed_again() -> None:
    scene = proposed()
    acts.return_package(scene.tender, actor=BUDI, reason="HPS belum memuat ongkos kirim.", now=scene.now)
    assert scene.tender.state == "returned"
    assert last(scene.tender).data == {"reason": "HPS belum memuat ongkos kirim."}
    scene.package.refresh_from_db()
    assert scene.package.state == "announced"
    dearer = [{**line, "unit_price": line["unit_price"] + 1000} for line in LINES]
    planning.set_hps(scene.package, actor=RATNA, lines=dearer, now=scene.now)
    with refused(scene.tender, "tidak berwenang"):
        acts.propose_again(scene.tender, actor=BUDI, now=scene.now)
    acts.propose_again(scene.tender, actor=RATNA, now=scene.now)
    scene.package.refresh_from_db()
    assert (scene.tender.state, scene.package.state) == ("proposed", "in_selection")
    assert scene.tender.hps == scene.package.hps_total
    assert scene.tender.lines[0]["unit_price"] == "613000"


def test_a_returned_package_is_not_proposed_as_a_second_tender() -> None:
    scene = builders.proposed()
    acts.return_package(scene.tender, actor=scene.chair, reason="HPS keliru.", now=scene.now)
    assert list(reads.ready_packages(scene.office.ppk)) == []
    with pytest.raises(Refused, match="sudah punya tender"):
        acts.propose(
            packages=[scene.package.ocid], pokja=scene.office.pokja.pk, actor=scene.office.ppk, now=scene.now
        )


def test_approval_of_the_package_lapses_when_it_is_handed_over_anew() -> None:
    scene = proposed()
    scene.committee.agree(scene.tender, scene.now)
    acts.return_package(scene.tender, actor=BUDI, reason="Perbaiki.", now=scene.now)
    scene.package.refresh_from_db()
    cheaper = [{**line, "unit_price": line["unit_price"] - 1} for line in LINES]
    planning.set_hps(scene.package, actor=RATNA, lines=cheaper, now=scene.now)
    acts.propose_again(scene.tender, actor=RATNA, now=scene.now)
    with refused(scene.tender, "Menunggu persetujuan 3 dari 3"):
        acts.accept(scene.tender, actor=BUDI, now=scene.now)


def drafted() -> Scene:
    """Document and a lawful schedule; no key and no approval yet."""
    scene = preparing()
    acts.write_document(scene.tender, actor=BUDI, now=scene.now, **builders.DOCUMENT)
    windows = schedule.propose(scene.now, scene.tender.law_on, scene.tender.zone)
    acts.set_schedule(scene.tender, actor=BUDI, windows=windows, now=scene.now)
    return scene


def test_nothing_is_agreed_on_before_there_is_a_document_and_a_schedule() -> None:
    scene = preparing()
    with refused(scene.tender, "perlu disusun"):
        acts.agree(scene.tender, actor=BUDI, now=scene.now)


def test_approvals_lapse_when_the_schedule_or_the_document_changes() -> None:
    scene = drafted()
    scene.committee.enroll(scene.tender, scene.now)
    scene.committee.agree(scene.tender, scene.now)
    later = schedule.propose(scene.now + timedelta(days=1), scene.tender.law_on, scene.tender.zone)
    acts.set_schedule(scene.tender, actor=BUDI, windows=later, now=scene.now)
    with refused(scene.tender, "Menunggu persetujuan 3 dari 3"):
        acts.publish(scene.tender, actor=BUDI, now=scene.now)
    scene.committee.agree(scene.tender, scene.now)
    changed = {**builders.DOCUMENT, "technical": "SNI 9999."}
    acts.write_document(scene.tender, actor=BUDI, now=scene.now, **changed)
    with refused(scene.tender, "Menunggu persetujuan 3 dari 3"):
        acts.publish(scene.tender, actor=BUDI, now=scene.now)
    scene.committee.agree(scene.tender, scene.now)
    acts.publish(scene.tender, actor=BUDI, now=scene.now)
    assert scene.tender.state == "announced"


def test_an_approval_counts_again_when_the_matter_is_again_the_same() -> None:
    scene = drafted()
    scene.committee.enroll(scene.tender, scene.now)
    scene.committee.agree(scene.tender, scene.now)
    acts.write_document(scene.tender, actor=BUDI, now=scene.now, **{**builders.DOCUMENT, "kbli": ["31009"]})
    acts.write_document(scene.tender, actor=BUDI, now=scene.now, **builders.DOCUMENT)
    acts.publish(scene.tender, actor=BUDI, now=scene.now)


def test_a_schedule_that_breaks_an_article_needs_a_reason_and_both_are_public() -> None:
    scene = drafted()
    windows = schedule.propose(scene.now, scene.tender.law_on, scene.tender.zone)
    quiet = windows["standstill"]
    windows["standstill"] = (quiet[0], quiet[1] - timedelta(days=5))
    acts.set_schedule(scene.tender, actor=BUDI, windows=windows, now=scene.now)
    broken = last(scene.tender).data["breaches"]
    assert broken[0].startswith("Masa sanggah kurang dari 5 hari kalender")
    scene.committee.enroll(scene.tender, scene.now)
    scene.committee.agree(scene.tender, scene.now)
    with refused(scene.tender, "menyimpang dan belum diberi alasan", broken[0]):
        acts.publish(scene.tender, actor=BUDI, now=scene.now)
    acts.set_schedule(scene.tender, actor=BUDI, windows=windows, reason="Tanggap bencana.", now=scene.now)
    scene.committee.agree(scene.tender, scene.now)
    acts.publish(scene.tender, actor=BUDI, now=scene.now)
    told = last(scene.tender).data
    assert (told["breaches"], told["reason"]) == (broken, "Tanggap bencana.")


def test_a_lawful_schedule_keeps_no_reason() -> None:
    scene = drafted()
    windows = schedule.propose(scene.now, scene.tender.law_on, scene.tender.zone)
    acts.set_schedule(scene.tender, actor=BUDI, windows=windows, reason="Tidak perlu.", now=scene.now)
    assert scene.tender.breach_reason == "" and scene.tender.stages.count() == 12


def test_every_member_makes_a_key_before_the_announcement() -> None:
    scene = drafted()
    scene.committee.agree(scene.tender, scene.now)
    for number, member in enumerate((BUDI, DEWI, JOKO)):
        with refused(scene.tender, f"{3 - number} dari 3 anggota Pokja belum membuat kunci"):
            acts.publish(scene.tender, actor=BUDI, now=scene.now)
        acts.enroll_key(scene.tender, actor=member, recipient=envelope.make_member_key()[1], now=scene.now)
    acts.publish(scene.tender, actor=BUDI, now=scene.now)
    assert sampul.box(scene.tender.box_key).k == 2


def test_a_key_that_is_no_key_or_belongs_to_another_is_refused() -> None:
    scene = drafted()
    recipient = envelope.make_member_key()[1]
    with refused(scene.tender, "Kunci ini tidak terbaca"):
        acts.enroll_key(scene.tender, actor=BUDI, recipient="age1bukan", now=scene.now)
    acts.enroll_key(scene.tender, actor=BUDI, recipient=recipient, now=scene.now)
    with refused(scene.tender, "Kunci ini sudah dipakai"):
        acts.enroll_key(scene.tender, actor=DEWI, recipient=recipient, now=scene.now)


def test_the_announcement_opens_the_box_in_the_log_and_tells_what_bidders_rely_on() -> None:
    scene = builders.announced()
    box, told = sampul.box(scene.tender.box_key), last(scene.tender).data
    deadline = scene.tender.stages.get(code="bid_submission").ends_at
    assert box.closes_at == deadline == scene.tender.next_due
    assert told["closes_at"] == deadline.isoformat() and told["threshold"] == 2
    assert sampul.leaf(log.size() - 1).body["documents_sha256"] == told["document"]
    assert "unit_price" not in str([entry.data for entry in chain(scene.tender.key)])
    assert scene.tender.law_on == scene.now.date()


def test_an_announcement_after_the_planned_deadline_is_refused() -> None:
    scene = builders.prepared()
    late = scene.past("bid_submission")
    with refused(scene.tender, "sudah lewat"):
        acts.publish(scene.tender, actor=BUDI, now=late)


def test_no_time_is_told_again_where_it_is_not_a_demonstration(settings: object) -> None:
    scene = builders.prepared()
    settings.DEMO = settings.REPLAY = False
    with refused(scene.tender, "hanya boleh pada pemasangan untuk latihan"):
        acts.publish(scene.tender, actor=BUDI, now=scene.now)
