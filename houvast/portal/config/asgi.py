"""The portal as an ASGI application."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from houvast.portal.guard import acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.portal.config.settings")
acting.begin_as_nobody()

application = get_asgi_application()
