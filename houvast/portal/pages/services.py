"""What services are called, for who reads."""

from __future__ import annotations

from houvast.portal import wording
from houvast.portal.agreements.models import Service


def name_of(service: Service) -> str:
    """Return what a service is called in the reader's language; in any other, or its code, where it has no name."""
    return wording.text_in(service.names, service.code)
