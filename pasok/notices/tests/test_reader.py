"""A tender in which everybody is told what concerns them, once, and nothing else."""

from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import translation
from django.utils.html import strip_tags
from procrastinate.contrib.django.models import ProcrastinateJob

from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Entry
from pasok.notices import reader, reads
from pasok.notices.mail import mail
from pasok.notices.models import Notice
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db
FALLEN = "Surat penawaran tidak ditandatangani."


def tell_all() -> None:
    for entry in Entry.objects.order_by("pk"):
        reader.read(entry)


def titles(actor: Actor) -> list[str]:
    return [notice.title for notice in reads.inbox(actor).order_by("pk")]


def last(actor: Actor, title: str) -> str:
    return reads.inbox(actor).filter(title=title).order_by("-pk")[0].text


def letters() -> Any:
    return ProcrastinateJob.objects.filter(task_name="notices.mail")


def test_before_the_opening_everybody_is_told_only_of_their_own() -> None:
    scene = builders.announced()
    tender, chair = scene.tender, scene.chair
    first, second = builders.a_workshop("Bengkel Satu"), builders.a_workshop("Bengkel Dua")
    sealed, receipts = {}, {}
    for actor, price in ((first, builders.PRICES[0]), (second, builders.PRICES[1])):
        bid, receipt = rehearsal.offer(tender, actor, price, scene.later(hours=1))
        sealed[actor.supplier], receipts[actor.supplier] = bid, receipt
    rehearsal.offer(tender, first, builders.PRICES[2], scene.later(hours=1))
    bid_acts.withdraw(sealed[second.supplier], actor=second, now=scene.later(hours=1))
    acts.ask(tender, actor=first, text="Bolehkah mahoni?", now=scene.later(hours=1))
    asked = tender.questions.get()
    acts.answer(tender, actor=chair, question=asked.pk, text="Boleh.", now=scene.later(hours=1))
    acts.close(tender, actor=CLOCK, now=scene.past("bid_submission"))
    tell_all()
    assert titles(first) == [
        "Anda terdaftar sebagai peserta",
        "Penawaran Anda diterima",
        "Penawaran Anda diganti",
        "Pertanyaan dijawab",
    ]
    assert titles(second)[-2:] == ["Penawaran Anda ditarik", "Pertanyaan dijawab"]
    text = last(first, "Penawaran Anda diterima")
    assert receipts[first.supplier]["fingerprint"] in text
    assert f"Nomornya di log publik {receipts[first.supplier]['receipt']['index']}." in text
    everything = " ".join(Notice.objects.values_list("text", flat=True))
    for secret in ("Bengkel Satu", "Bengkel Dua", *(str(int(price)) for price in builders.PRICES)):
        assert secret not in everything
    member = scene.committee.members[1]
    assert titles(member)[-2:] == ["Ada pertanyaan peserta", "Pemasukan penawaran ditutup"]
    assert "Ada 1 penawaran." in last(member, "Pemasukan penawaran ditutup")
    assert "Tender Anda diumumkan" in titles(scene.office.ppk)


def test_the_fallen_the_winner_and_the_others_each_read_what_is_theirs() -> None:
    scene = builders.opened()
    tender, chair, ppk = scene.tender, scene.chair, scene.office.ppk
    third, winner, loser = scene.bidders[0], scene.bidders[1], scene.bidders[2]
    scene.committee.judge(tender, scene.later(hours=2), {scene.bids[2].pk: FALLEN})
    scene.committee.decide(tender, scene.past("award"))
    acts.file_sanggah(
        tender, actor=loser, ground="evaluation_error", text="Keliru.", now=scene.later(hours=1)
    )
    filed = tender.sanggah_set.get()
    acts.answer_sanggah(
        tender, actor=chair, sanggah=filed.pk, accepted=False, text="Tidak.", now=scene.later(hours=1)
    )
    scene.now = tender.standstill_until
    acts.end_standstill(tender, actor=CLOCK, now=scene.later(minutes=1))
    acts.issue_sppbj(tender, actor=ppk, number="01/SPPBJ", now=scene.later(hours=1))
    acts.draft_contract(tender, actor=ppk, now=scene.later(hours=1))
    tell_all()
    assert FALLEN in last(loser, "Penawaran Anda gugur")
    assert "tidak menjadi pemenang" in last(loser, "Pemenang diumumkan")
    assert "WIB" in last(loser, "Pemenang diumumkan")
    assert "cadangan 1" in last(third, "Pemenang diumumkan")
    assert "Selamat" in last(winner, "Pemenang diumumkan")
    assert "tidak benar" in last(loser, "Sanggah Anda dijawab")
    assert titles(winner)[-2:] == ["SPPBJ untuk Anda", "Rancangan kontrak untuk Anda"]
    assert "SPPBJ untuk Anda" not in titles(third) + titles(loser)
    assert {"Ada sanggah", "Masa sanggah selesai", "Rancangan kontrak dibuat"} <= set(titles(ppk))
    assert "Pemenang diumumkan" not in titles(chair)  # who did it knows it


def test_telling_twice_tells_once_and_a_letter_goes_out_once() -> None:
    scene = builders.announced()
    actor = builders.a_workshop("Bengkel Satu")
    rehearsal.register(scene.tender, actor, scene.later(hours=1))
    tell_all()
    notices, jobs = Notice.objects.count(), letters().count()
    tell_all()
    assert (Notice.objects.count(), letters().count()) == (notices, jobs)
    [notice] = reads.inbox(actor)
    assert letters().filter(args={"notice": notice.pk}).count() == 1
    mail(notice.pk)
    mail(notice.pk)
    [letter] = outbox.outbox
    assert letter.to == [notice.person.email]
    assert letter.subject == "Pasok: Anda terdaftar sebagai peserta"
    assert f"http://127.0.0.1:8000{notice.url}" in letter.body
    assert "WIB" in letter.body and notice.text in letter.body


def test_a_notice_is_kept_in_indonesian_and_read_in_the_language_of_the_reader() -> None:
    scene = builders.announced()
    actor = builders.a_workshop("Bengkel Satu")
    with translation.override("en"):
        rehearsal.register(scene.tender, actor, scene.later(hours=1))
        tell_all()
        [notice] = reads.inbox(actor)
        assert notice.said.startswith('You are registered as a bidder in the tender <span lang="id">')
        assert "Send your bid before" in notice.said and notice.known["about"] == scene.tender.title
    assert notice.title == "Anda terdaftar sebagai peserta"
    assert notice.text.startswith("Anda terdaftar sebagai peserta tender") and "\x02" not in notice.text
    assert strip_tags(notice.said) == notice.text
    notice.known = {"about": "<b>Meja</b> & kursi"}
    assert '<span lang="id">&lt;b&gt;Meja&lt;/b&gt; &amp; kursi</span>' in notice.said


def test_invented_people_get_no_letters() -> None:
    scene = builders.proposed()
    tell_all()
    assert titles(scene.chair) == ["Paket baru untuk Pokja Anda"]
    assert not letters().exists()


def test_a_failed_tender_is_told_with_its_cause_and_a_returned_one_to_its_ppk() -> None:
    scene = builders.proposed()
    acts.return_package(
        scene.tender, actor=scene.chair, reason="Spesifikasi belum jelas", now=scene.later(hours=1)
    )
    tell_all()
    assert "Alasannya: Spesifikasi belum jelas." in last(scene.office.ppk, "Paket dikembalikan Pokja")
    other = builders.announced(title="Pengadaan Lemari Sekolah")
    actor = builders.a_workshop("Bengkel Satu")
    rehearsal.offer(other.tender, actor, builders.PRICES[0], other.later(hours=1))
    acts.close(other.tender, actor=CLOCK, now=other.past("bid_submission"))
    acts.fail(
        other.tender,
        actor=other.chair,
        cause="document_error",
        reason="Dokumen salah",
        now=other.later(hours=1),
    )
    tell_all()
    text = last(actor, "Tender gagal")
    assert "Alasannya: Dokumen salah. Dasarnya Ps 51(2)d. Tindak lanjutnya penawaran ulang." in text
