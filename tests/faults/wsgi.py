"""The web process of tests/faults/door.py, for granian."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

django.setup()
settings.ROOT_URLCONF = "tests.faults.door"
settings.MIDDLEWARE = ["pasok.sampul.tests.rig.acting"]
application = get_wsgi_application()
