"""`/health/`: is the database there, is the watch alive, how far is it behind, does mail go out."""

from __future__ import annotations

from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from houvast.portal.guard.acting import the_house
from houvast.portal.notices.queries import counts, held_up
from houvast.portal.watch import worker
from houvast.portal.watch.queries import pulse

LATE_AFTER_US = 60_000_000


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, 503 when the database is away, the watch is silent or more than a minute late."""
    try:
        with the_house():  # it counts what is of everybody, and names nobody
            now = worker.database_now()
            watch = pulse(now=now)
            late, notices, (waiting, _said) = worker.lateness_us(now=now), counts(), held_up()
    except DatabaseError:
        return JsonResponse({"database": "away"}, status=503)
    well = watch.is_alive and late <= LATE_AFTER_US
    return JsonResponse(
        {
            "database": "ok",
            "watch": "ok" if watch.is_alive else "silent",
            "watch_seen_at": _iso(watch.beat_at) if watch.beat_at is not None else None,
            "lateness_seconds": late / 1_000_000,
            "notices": notices,
            "mail": "held up" if waiting else "ok",
        },
        status=200 if well else 503,
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
