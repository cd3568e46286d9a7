"""The site for an ASGI server. `manage.py serve` uses WSGI, which costs a third of the processor time."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
application = get_asgi_application()
