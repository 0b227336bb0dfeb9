"""The portal's settings as the tests use them: everything real, except what only costs time."""

from __future__ import annotations

from houvast.portal.config.settings import *  # noqa: F403
from houvast.portal.config.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# The manifest of static files is a matter of `houvast up`; pages under test take the files from where they lie.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": "houvast_test"}
