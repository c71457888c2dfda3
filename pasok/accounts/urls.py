"""Addresses of getting in by telephone."""

from django.urls import path

from pasok.accounts import views
from pasok.accounts.views import recovery

urlpatterns = [
    path("masuk/ponsel", views.phone, name="phone"),
    path("masuk/ponsel/kode", views.phone_code, name="phone_code"),
    path("masuk/ponsel/nama", views.phone_name, name="phone_name"),
    path("pemulihan", recovery.recoveries, name="recoveries"),
    path("pemulihan/henti/<str:secret>", recovery.stop, name="stop_recovery"),
    path("pemulihan/<int:pk>", recovery.detail, name="recovery"),
    path("pemulihan/<int:pk>/kode", recovery.code, name="recovery_code"),
    path("pemulihan/<int:pk>/<slug:name>", recovery.act, name="recovery-act"),
    path("izin/<str:secret>", views.consent, name="consent"),
    path("izin/<str:secret>/kode", views.new_code, name="consent_code"),
    path("izin/<str:secret>/masuk", views.enter, name="consent_enter"),
    path("izin/<str:secret>/akhiri", views.end_by_link, name="consent_end"),
    path("akun/izin", views.my_helpers, name="my_helpers"),
    path("akun/izin/<int:pk>/akhiri", views.end_mine, name="end_helper"),
    path("akun/staf", views.staff, name="staff"),
    path("akun/staf/undangan", views.accept, name="accept_invitation"),
    path("akun/staf/<int:pk>/akhiri", views.end_right, name="end_right"),
    path("dampingan/baru", views.ask, name="ask_consent"),
    path("dampingan/selesai", views.finish, name="finish_helping"),
    path("dampingan/<int:pk>/mulai", views.begin, name="begin_helping"),
    path("dampingan/<int:pk>/akhiri", views.give_up, name="give_up_helping"),
    path("akun/ponsel", views.my_phone, name="my_phone"),
    path("akun/ponsel/kode", views.my_phone_code, name="my_phone_code"),
]
