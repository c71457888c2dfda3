"""Accounts. allauth's views under our own addresses; the names are the ones allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import path, re_path

from pasok.people import views

urlpatterns = [
    path("masuk", account.login, name="account_login"),
    path("daftar", account.signup, name="account_signup"),
    path("akun", views.me, name="account"),
    path("akun/keluar", account.logout, name="account_logout"),
    path("akun/nonaktif", account.account_inactive, name="account_inactive"),
    path("akun/konfirmasi", account.reauthenticate, name="account_reauthenticate"),
    path("akun/email", account.email, name="account_email"),
    path("akun/email/periksa", account.email_verification_sent, name="account_email_verification_sent"),
    path("akun/sandi", account.password_change, name="account_change_password"),
    path("akun/sandi/buat", account.password_set, name="account_set_password"),
    path("akun/sandi/lupa", account.password_reset, name="account_reset_password"),
    path("akun/sandi/lupa/terkirim", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^akun/sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "akun/sandi/selesai",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("akun/langkah-kedua", mfa.index, name="mfa_index"),
    path("akun/langkah-kedua/periksa", mfa.authenticate, name="mfa_authenticate"),
    path("akun/langkah-kedua/konfirmasi", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/langkah-kedua/aplikasi", views.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("akun/langkah-kedua/aplikasi/matikan", views.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/langkah-kedua/cadangan", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "akun/langkah-kedua/cadangan/buat", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "akun/langkah-kedua/cadangan/unduh", codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("akun/kunci-sandi", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("akun/kunci-sandi/tambah", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("akun/kunci-sandi/masuk", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("akun/kunci-sandi/konfirmasi", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("akun/kunci-sandi/<int:pk>/hapus", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("akun/kunci-sandi/<int:pk>/ubah", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("akun/identitas", views.identify, name="identify"),
    path("akun/kunci-api", views.make_key, name="make_key"),
    path("akun/kunci-api/<int:pk>/cabut", views.revoke_key, name="revoke_key"),
    path("instansi", views.agencies, name="agencies"),
    path("instansi/<str:code>", views.agency, name="agency"),
    path("instansi/<str:code>/angkat", views.appoint, name="appoint"),
    path("instansi/<str:code>/pokja", views.form_pokja, name="form_pokja"),
    path("penugasan/<int:pk>/akhiri", views.end_assignment, name="end_assignment"),
    path("pokja/<int:pk>/ubah", views.change_pokja, name="change_pokja"),
    path("pokja/<int:pk>/bubarkan", views.dissolve_pokja, name="dissolve_pokja"),
]
if settings.DEMO:
    urlpatterns += [
        path("demo", views.demo, name="demo"),
        path("demo/masuk", views.demo_login, name="demo_login"),
    ]
