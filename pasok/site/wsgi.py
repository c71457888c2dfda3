"""The web process, for granian and any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from pasok.site.supervisor import leave_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasok.site.settings")
application = get_wsgi_application()

if parent := os.environ.get("PASOK_WEB"):  # set by `pasok web`: without it nobody would end these processes
    leave_with(int(parent))
