"""The `watch` command goes on whatever a turn raises."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError

from houvast.portal.config.management.commands import watch


class Stop(threading.Event):
    """Stops after so many waits, and remembers how long each was to be."""

    def __init__(self, after):
        super().__init__()
        self.after, self.waits = after, []

    def wait(self, timeout=None):
        self.waits.append(timeout)
        if len(self.waits) == self.after:
            self.set()
        return self.is_set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("away"), UnicodeError("idna"), ZeroDivisionError()])
def test_a_turn_that_fails_is_followed_by_another_a_little_later_each_time(error):
    turns = iter([error, error, error, error, error, 5.0, error])

    def turn():
        found = next(turns)
        if isinstance(found, Exception):
            raise found
        return found

    stop = Stop(after=7)
    watch._repeat(turn, stop)
    assert stop.waits == [1, 2, 5, 10, 10, watch.LONGEST_SLEEP, 1]
