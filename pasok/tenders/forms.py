"""One form per act that takes input."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField, MomentField
from pasok.pages.written import WRITTEN, as_written, labels
from pasok.people import reads as people
from pasok.tenders import reads
from pasok.tenders.forms_about import PUBLIC, About, text
from pasok.tenders.forms_keys import EnrollKey, Promise, ProveKey, Rekey, Release
from pasok.tenders.models import Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.evaluation import CAUSES
from pasok.tenders.rules.sanggah import GROUNDS


class Reason(forms.Form):
    reason = text(_("Alasan"), PUBLIC, rows=3)


class Back(Reason):
    """A step back: possible, never the first thing to press."""

    lead = False


class OptionalReason(forms.Form):
    reason = text(_("Catatan"), PUBLIC, required=False, rows=2)


class SetSchedule(About):
    """Twelve windows, proposed from the law; the reason is asked only for what breaks an article."""

    submit = _("Simpan jadwal")
    template_name_act = "tenders/form_schedule.html"
    reason = text(_("Alasan bila menyimpang dari aturan"), PUBLIC, required=False, rows=2)

    def prepare(self, subject: Tender) -> None:
        known = {s.code: (s.starts_at, s.ends_at) for s in subject.stages.all()}
        self.lead = bool(subject.document and not known)
        start = timezone.now().replace(second=0, microsecond=0)
        windows = known or schedule.propose(start, subject.law_on, subject.zone)
        for code in schedule.ORDER:
            label = _(subject.rules.stage(code).label)
            for place, words in enumerate((_("mulai"), _("selesai"))):
                self.fields[f"{code}_{place}"] = MomentField(
                    label=f"{label}: {words}", initial=timezone.localtime(windows[code][place])
                )
        self.initial.setdefault("reason", subject.breach_reason)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        rules = self.subject.rules
        return [(_(rules.stage(c).label), self[f"{c}_0"], self[f"{c}_1"]) for c in schedule.ORDER]

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        windows = {c: (held.get(f"{c}_0"), held.get(f"{c}_1")) for c in schedule.ORDER}
        if any(moment is None for window in windows.values() for moment in window):
            return {"windows": {}, "reason": ""}
        return {"windows": windows, "reason": held.get("reason", "")}


class WriteDocument(About):
    submit = _("Simpan dokumen")
    kbli = forms.CharField(
        label=_("KBLI yang diminta"),
        required=False,
        max_length=200,
        help_text=_("Pisahkan dengan koma. Usaha cukup memiliki salah satunya. Contoh: 31001, 31009"),
    )
    requirements = text(_("Persyaratan administrasi"), _("Satu syarat tiap baris."))
    technical = text(
        _("Persyaratan teknis"), _("Yang akan dinilai lulus atau gugur. Satu syarat tiap baris.")
    )
    validity_days = forms.IntegerField(
        label=_("Masa berlaku penawaran (hari kalender)"), required=False, min_value=1, max_value=366
    )

    def prepare(self, subject: Tender) -> None:
        held = subject.document
        self.lead = not held
        self.initial = {**held, "kbli": ", ".join(held.get("kbli", ()))} | self.initial

    def clean_kbli(self) -> list[str]:
        codes = [code.strip() for code in self.cleaned_data["kbli"].split(",") if code.strip()]
        if strange := [code for code in codes if not code.isdigit() or not 2 <= len(code) <= 5]:
            raise forms.ValidationError(
                _("KBLI terdiri dari dua sampai lima angka: {codes}.").format(codes=", ".join(strange))
            )
        return codes


class Register(forms.Form):
    lead = True
    pact = forms.BooleanField(
        label=_("Saya menyetujui pakta integritas"),
        help_text=(
            _(
                "Saya tidak akan melakukan korupsi, kolusi, dan nepotisme, akan melaporkannya bila "
                "mengetahui, dan mengikuti tender ini dengan jujur."
            )
        ),
    )


class Ask(forms.Form):
    text = text(_("Pertanyaan"), _("Nama usaha Anda tidak ditampilkan kepada peserta lain."))


class Answer(About):
    lead = True
    question = forms.TypedChoiceField(label=_("Pertanyaan"), coerce=int, widget=forms.Select(WRITTEN))
    text = text(_("Jawaban"), _("Dibaca semua peserta."))

    def prepare(self, subject: Tender) -> None:
        open_ones = subject.questions.filter(answer="")
        self.fields["question"].choices = [(q.pk, q.text[:120]) for q in open_ones]


class Amend(forms.Form):
    lead = False
    text = text(_("Isi adendum"), _("Menjadi bagian dokumen pemilihan. Semua peserta diberi tahu."))


class ChangeSchedule(About):
    lead = False
    stage = forms.ChoiceField(label=_("Tahap"))
    starts_at = MomentField(label=_("Mulai"))
    ends_at = MomentField(label=_("Selesai"))
    reason = text(_("Alasan"), PUBLIC, rows=2)

    def prepare(self, subject: Tender) -> None:
        rules = subject.rules
        open_ones = subject.stages.filter(ends_at__gt=timezone.now())
        self.fields["stage"].choices = [(s.code, _(rules.stage(s.code).label)) for s in open_ones]


class Extend(forms.Form):
    ends_at = MomentField(label=_("Batas akhir penawaran yang baru"))
    reason = text(_("Alasan"), PUBLIC, rows=2)


class Fail(forms.Form):
    cause = forms.ChoiceField(
        label=_("Sebab menurut Perpres 16/2018 Pasal 51"),
        choices=[
            (code, format_lazy("{} ({})", _(cause.label), cause.article)) for code, cause in CAUSES.items()
        ],
    )
    reason = text(_("Penjelasan"), PUBLIC)


class FileSanggah(forms.Form):
    ground = forms.ChoiceField(label=_("Yang Anda sanggah"), choices=labels(GROUNDS))
    text = text(_("Uraian dan bukti"), _("Sebutkan kesalahannya dan di mana buktinya."))


class AnswerSanggah(About):
    lead = True
    sanggah = forms.TypedChoiceField(label=_("Sanggah"), coerce=int, widget=forms.Select(WRITTEN))
    accepted = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=[("no", _("Tidak benar")), ("yes", _("Benar"))],
        coerce=lambda v: v == "yes",
    )
    text = text(_("Jawaban dan alasan"), PUBLIC)

    def prepare(self, subject: Tender) -> None:
        waiting = subject.sanggah_set.filter(accepted=None)
        self.fields["sanggah"].choices = [(s.pk, s.text[:120]) for s in waiting]


class IssueSppbj(forms.Form):
    number = forms.CharField(label=_("Nomor SPPBJ"), max_length=80)
    on = DayField(label=_("Tanggal SPPBJ"), required=False, help_text=_("Kosongkan untuk hari ini."))


class Propose(forms.Form):
    """Which packages go to which Pokja; only the PPK's own ready ones are offered."""

    packages = forms.MultipleChoiceField(label=_("Paket RUP"), widget=forms.CheckboxSelectMultiple)
    pokja = forms.TypedChoiceField(label=_("Pokja Pemilihan"), coerce=int, widget=forms.Select(WRITTEN))
    reason = text(
        _("Alasan menggabungkan paket"),
        _("Diisi bila paket kecil digabung menjadi satu tender."),
        required=False,
        rows=2,
    )

    def __init__(self, *given: Any, actor: Actor, chosen: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        ready = list(reads.ready_packages(actor))
        self.fields["packages"].choices = [(p.ocid, as_written(p.title)) for p in ready]
        agencies = {p.agency_id for p in ready}
        pokjas = [pokja for code in sorted(agencies) for pokja in people.pokjas(code)]
        self.fields["pokja"].choices = [(pokja.pk, str(pokja)) for pokja in pokjas]
        self.initial.setdefault("packages", [chosen] if chosen else [p.ocid for p in ready[:1]])


FORMS = {
    "return_package": Back,
    "propose_again": OptionalReason,
    "set_schedule": SetSchedule,
    "write_document": WriteDocument,
    "enroll_key": EnrollKey,
    "register": Register,
    "ask": Ask,
    "answer": Answer,
    "amend": Amend,
    "change_schedule": ChangeSchedule,
    "extend_submission": Extend,
    "prove_key": ProveKey,
    "rekey": Rekey,
    "recover": Back,
    "promise": Promise,
    "release": Release,
    "reconsider": Back,
    "fail": Fail,
    "retender": OptionalReason,
    "file_sanggah": FileSanggah,
    "answer_sanggah": AnswerSanggah,
    "re_evaluate": Reason,
    "issue_sppbj": IssueSppbj,
    "pass_to_reserve": Back,
}
