"""The members' keys: made, tried, replaced, and given back. The page's scripts fill the hidden fields."""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pasok.kernel.actor import Actor
from pasok.sampul import reads as sampul
from pasok.tenders.forms_about import PUBLIC, About, text
from pasok.tenders.handing import PARTS
from pasok.tenders.models import Tender


class EnrollKey(About):
    """The page's script makes the key and fills both fields; the secret half never leaves the phone bare."""

    submit = _("Buat kunci")
    template_name_act = "tenders/form_key.html"
    recipient = forms.CharField(widget=forms.HiddenInput, max_length=80)
    wrapped = forms.CharField(widget=forms.HiddenInput, max_length=4000)

    def prepare(self, subject: Tender) -> None:
        box = subject.box_key if subject.state == "preparing" else subject.box_of(subject.rounds + 1)
        self.seal = {"member-key": "", "box-key": box}
        made = self.actor is not None and self.actor.id in sampul.progress(box).enrolled
        self.lead = bool(subject.document) and subject.stages.exists() and not made
        self.submit = _("Buat kunci baru") if made else _("Buat kunci")


UNREAD = _("Bagian kunci tidak terbaca. Muat ulang halaman ini.")


def unpacked(text: str, kind: type) -> Any:
    """JSON of this kind from a hidden field. Raises ValidationError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise forms.ValidationError(UNREAD) from error
    if not isinstance(value, kind):
        raise forms.ValidationError(UNREAD)
    return value


def holding(tender: Tender, actor: Actor | None) -> dict[str, str]:
    """What a member's device needs to find its sealed shares. It believes none of it without a proof."""
    return {
        "box": reverse("sampul_parameters", args=[tender.box_key]),
        "holder": actor.id if actor else "",
        "parts": " ".join(PARTS),
        "wrapped": sampul.wrapped(tender.box_key, actor.id) if actor else "",
    }


class Promise(About):
    """The member's device opens its shares, keeps them, and tells only their digests."""

    submit = _("Saya siap membuka")
    lead = True
    template_name_act = "tenders/form_promise.html"
    promises = forms.CharField(widget=forms.HiddenInput, max_length=10_000)

    def prepare(self, subject: Tender) -> None:
        self.seal = {"promise": "", **holding(subject, self.actor)}

    def clean_promises(self) -> dict[str, str]:
        sent = unpacked(self.cleaned_data["promises"], dict)
        if set(sent) != set(PARTS):
            raise forms.ValidationError(UNREAD)
        return {str(part): str(digest) for part, digest in sent.items()}


class Release(About):
    """What was promised, shown: a list of releases, one for each part."""

    submit = _("Serahkan bagian kunci")
    lead = True
    template_name_act = "tenders/form_release.html"
    releases = forms.CharField(widget=forms.HiddenInput, max_length=10_000_000)

    def prepare(self, subject: Tender) -> None:
        self.seal = {"release": "", **holding(subject, self.actor)}

    def clean_releases(self) -> list[dict[str, Any]]:
        sent = unpacked(self.cleaned_data["releases"], list)
        if not all(isinstance(one, dict) for one in sent) or {one.get("part") for one in sent} != set(PARTS):
            raise forms.ValidationError(UNREAD)
        return sent


class ProveKey(About):
    """The member's device opens what the trial sealed to it."""

    submit = _("Uji kunci saya")
    lead = True
    template_name_act = "tenders/form_prove.html"
    secret = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def prepare(self, subject: Tender) -> None:
        self.seal = {"prove": "", **holding(subject, self.actor)}


class Rekey(About):
    """A new key in the place of a lost one; the page's script makes it. Never the first thing to press."""

    lead = False

    submit = _("Ganti kunci")
    template_name_act = "tenders/form_rekey.html"
    recipient = forms.CharField(widget=forms.HiddenInput, max_length=80)
    wrapped = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    reason = text(_("Alasan"), PUBLIC)

    def prepare(self, subject: Tender) -> None:
        self.seal = {"member-key": "", "box-key": subject.box_key}
