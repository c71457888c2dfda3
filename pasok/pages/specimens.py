"""The forms that the show of components fills in."""

from django import forms

from pasok.pages.fields import DayField, RupiahField


class Question(forms.Form):
    text = forms.CharField(
        label="Pertanyaan Anda", widget=forms.Textarea, help_text="Nama Anda tidak tampil."
    )


class Offering(forms.Form):
    price = RupiahField(label="Harga penawaran")
    delivered_on = DayField(label="Dapat dikirim paling lambat", required=False)
    method = forms.ChoiceField(label="Cara kirim", choices=[("own", "Antar sendiri"), ("post", "Ekspedisi")])
    parts = forms.MultipleChoiceField(
        label="Bagian yang ditawar",
        choices=[("desk", "Meja"), ("chair", "Kursi")],
        widget=forms.CheckboxSelectMultiple,
    )
    letter = forms.FileField(label="Surat penawaran", help_text="PDF atau foto, paling besar 10 MB.")
    pact = forms.BooleanField(label="Saya menyetujui pakta integritas")


class Reason(forms.Form):
    reason = forms.CharField(label="Alasan", help_text="Satu kalimat. Semua orang dapat membacanya.")


class Search(forms.Form):
    q = forms.CharField(
        label="Cari paket",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Misalnya: meja sekolah"}),
    )
    region = forms.CharField(label="Kabupaten atau kota", required=False)
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), ("goods", "Barang"), ("works", "Konstruksi")]
    )
    small = forms.BooleanField(label="Khusus usaha kecil", required=False)
    urut = forms.ChoiceField(
        label="Urutkan", choices=[("tutup", "Tutup paling cepat"), ("baru", "Paling baru")], required=False
    )
