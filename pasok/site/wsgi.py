"""The web process, for granian and any other WSGI server."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from pasok.site.checks import no_demo_in_production
from pasok.site.supervisor import leave_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasok.site.settings")
application = get_wsgi_application()
if wrong := no_demo_in_production():  # a server that was not started by a command of ours has checked nothing
    raise ImproperlyConfigured(f"{wrong[0].msg} {wrong[0].hint}")

if parent := os.environ.get("PASOK_WEB"):  # set by `pasok web`: without it nobody would end these processes
    leave_with(int(parent))
