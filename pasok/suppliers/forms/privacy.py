"""What a person asks about his data, and what he is answered."""

from django import forms
from django.utils.translation import gettext_lazy

from pasok.pages.written import labels
from pasok.suppliers.rules.privacy import WISHES

AREA = forms.Textarea({"rows": 4, "data-secret": ""})


class Ask(forms.Form):
    wish = forms.ChoiceField(
        label=gettext_lazy("Apa yang Anda minta?"), choices=labels(WISHES), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Ceritakan data yang mana, dan apa yang seharusnya."), max_length=2000, widget=AREA
    )


class Reply(forms.Form):
    reply = forms.CharField(label=gettext_lazy("Jawaban Anda"), max_length=2000, widget=AREA)


REQUEST_FORMS = {"answer": Reply, "decline": Reply}
