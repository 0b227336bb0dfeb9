"""A page is as of one moment: a view reads the time once, and hands it down."""

import sys
from uuid import uuid4

import pytest
from django.utils import timezone

from houvast.portal.agreements.models import Service
from tests.portal.pages.addresses import UNKNOWN, addresses

WHO = {"desk": "agent", "customer": "contact"}
SAID = {"text": "x", "reason": "x", "subject": "x", "impact": "low", "urgency": "low", "status": "in-progress"}


@pytest.fixture
def readings(monkeypatch):
    """The places of ours that read the time, as they do."""
    found = []
    now = timezone.now

    def noted():
        frame = sys._getframe(1)
        if frame.f_globals["__name__"].startswith("houvast."):
            found.append(f"{frame.f_globals['__name__']}:{frame.f_lineno}")
        return now()

    monkeypatch.setattr(timezone, "now", noted)
    return found


@pytest.mark.parametrize("said", [{}, SAID], ids=["in vain", "and done"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_answer_reads_the_time_twice(world, visit, readings, method, said):
    number = world.tickets["near"].number
    parts = UNKNOWN | {"view": 0}
    parts |= {"number": number, "slug": "duinrand", "version": 1, "target": "resolution", "cycle": 1, "key": uuid4()}
    parts |= {
        "service": Service.objects.get(customer=world.duinrand).pk,
        "follower": world.owner.pk,
        "article": "none",
        "disruption": 0,
    }
    read = 0
    for address in addresses(parts):
        if address.admits:
            client = visit(getattr(world, WHO[address.admits]))
            readings.clear()
            getattr(client, method)(address.path, said)
            assert len(readings) <= 1, (method, address.path, readings)
            read += len(readings)
    assert read > 10
