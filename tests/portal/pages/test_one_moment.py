"""A page is as of one moment: a view reads the time once, and hands it down."""

import sys

import pytest
from django.utils import timezone

from tests.portal.pages.addresses import addresses, let_go

WHO = {"desk": "agent", "customer": "contact", "person": "contact"}
SAID = {"text": "x", "reason": "x", "subject": "x", "impact": "low", "urgency": "low", "status": "in-progress"}


BEFORE = {"houvast.portal.accounts.middleware", "houvast.portal.accounts.proof"}
"""Read the time before a page begins, or after it was refused: for who was seen, and for the trail."""


@pytest.fixture
def readings(monkeypatch):
    """The places of ours that read the time, as they do."""
    found = []
    now = timezone.now

    def noted():
        frame = sys._getframe(1)
        name = frame.f_globals["__name__"]
        if name.startswith("houvast.") and name not in BEFORE:
            found.append(f"{frame.f_globals['__name__']}:{frame.f_lineno}")
        return now()

    monkeypatch.setattr(timezone, "now", noted)
    return found


@pytest.mark.parametrize("said", [{}, SAID], ids=["in vain", "and done"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_answer_reads_the_time_twice(world, visit, parts, readings, method, said):
    read, twice = 0, {}
    for address in addresses(parts):
        if address.admits:
            client = visit(getattr(world, WHO[address.admits]))
            readings.clear()
            let_go(getattr(client, method)(address.path, said))
            if len(readings) > 1:
                twice[address.name] = list(readings)
            read += len(readings)
    assert twice == {}
    assert read > 10
