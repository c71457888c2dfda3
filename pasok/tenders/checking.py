"""The page where anyone checks a receipt, without an account."""

import json
import re
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pasok.sampul import reads as sampul

MARK = re.compile("[0-9a-f]{32}")  # 128 bits of a leaf hash


class Receipt(forms.Form):
    receipt = forms.CharField(
        label=_("Isi tanda terima"),
        max_length=64_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Tempel seluruh teks tanda terima, mulai dari tanda { sampai tanda }."),
    )

    def clean_receipt(self) -> dict[str, Any]:
        try:
            held = json.loads(self.cleaned_data["receipt"])
        except ValueError as error:
            raise forms.ValidationError(
                _("Teks ini bukan tanda terima yang utuh. Salin sekali lagi.")
            ) from error
        if not isinstance(held, dict):
            raise forms.ValidationError(_("Teks ini bukan tanda terima yang utuh. Salin sekali lagi."))
        return held


def line(mark: str) -> dict[str, Any] | None:
    """What the log says of the fingerprint behind a scanned code: its line, or none."""
    found = "".join(mark.split()).lower()
    if not found:
        return None
    return {"mark": found, "index": sampul.line_of(found) if MARK.fullmatch(found) else None}


@login_not_required
def receipt(request: HttpRequest) -> HttpResponse:
    """Good, or what is wrong with it, sentence by sentence. `?sidik=`: is there a line with that mark?"""
    form = Receipt(request.POST or None)
    wrong = None
    if request.method == "POST" and form.is_valid():
        wrong = sampul.check_receipt(form.cleaned_data["receipt"])
    status = 422 if request.method == "POST" and wrong is None else 200
    asked = line(request.GET.get("sidik", ""))
    return render(request, "tenders/check.html", {"form": form, "wrong": wrong, "line": asked}, status=status)
