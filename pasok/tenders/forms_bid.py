"""The forms of the acts on one bid."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pasok.tenders.forms import Back
from pasok.tenders.forms_about import PUBLIC, About, text
from pasok.tenders.models import Bid
from pasok.tenders.rules.bids import STAGES


class Sealed(About):
    """What the sealing script sends. The visible fields of the offer never reach the server."""

    submit = _("Segel dan kirim")
    template_name_act = "tenders/form_offer.html"
    idem = forms.CharField(widget=forms.HiddenInput, max_length=100)
    leaf = forms.JSONField(widget=forms.HiddenInput)
    envelopes = forms.JSONField(widget=forms.HiddenInput)
    carried = True  # may come as a file that was sealed without a network

    def prepare(self, subject: Bid) -> None:
        box = reverse("sampul_parameters", args=[subject.tender.box_key])
        self.seal = {"seal": "", "box": box, "bidder": str(subject.supplier_id)}
        self.lead = self.unfolded = subject.state == "registered"
        if subject.leaf is not None:
            self.seal["replaces"] = str(subject.leaf)


class SealedPractice(Sealed):
    """The same form and the same sealing, for an exercise."""

    carried = False

    def prepare(self, subject: Any) -> None:
        super().prepare(subject)
        self.lead = self.unfolded = subject.state == "open"


class Assess(About):
    submit = _("Lulus")
    lead = True
    note = text(_("Catatan"), required=False, rows=2)

    def prepare(self, subject: Bid) -> None:
        if subject.stages_left:
            self.submit = _("Lulus: {stage}").format(stage=_(STAGES[subject.stages_left[0]]))


class Clarify(forms.Form):
    reason = text(_("Apa yang dijelaskan penawar"), PUBLIC, rows=3)


MEND = _("Hanya penawar ini yang membacanya: apa yang perlu diubah agar lain kali lulus.")


class Advise(About):
    mend = text(_("Saran perbaikan"), MEND, rows=3)

    def prepare(self, subject: Bid) -> None:
        self.lead = not subject.mend
        self.initial.setdefault("mend", subject.mend)


class Fall(About):
    lead = False
    stage = forms.ChoiceField(label=_("Tahap"), required=False)
    reason = text(_("Alasan"), PUBLIC, rows=3)
    mend = text(_("Saran perbaikan"), MEND, rows=3)

    def prepare(self, subject: Bid) -> None:
        judged = [*subject.passed, *subject.stages_left[:1]]
        self.fields["stage"].choices = [(code, _(STAGES[code])) for code in reversed(judged)]


PRACTICE_FORMS = {"submit": SealedPractice, "replace": SealedPractice}
BID_FORMS = {
    "submit": Sealed,
    "replace": Sealed,
    "assess": Assess,
    "clarify": Clarify,
    "fall": Fall,
    "advise": Advise,
    "reinstate": Back,
}
