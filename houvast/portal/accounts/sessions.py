"""The sessions of somebody: listed with device, address and when they were last seen; ended one by one or all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.models import Deed, Person

SEEN_EVERY = timedelta(minutes=5)
_SEEN_AT = "seen_at"


@dataclass(frozen=True, slots=True)
class Device:
    """A session as its owner knows it: browser and system as the browser says, '' for unknown; `here` is this one."""

    pk: int
    browser: str
    system: str
    ip: str
    began_at: datetime
    seen_at: datetime
    here: bool


def see(request: HttpRequest, person: Person, *, now: datetime) -> None:
    """Keep that a session is alive and where; every few minutes, so that reading a page does not write each time."""
    seen = request.session.get(_SEEN_AT, 0)
    if not request.session.session_key or now.timestamp() - seen < SEEN_EVERY.total_seconds():
        return
    request.session[_SEEN_AT] = now.timestamp()
    kept = {
        "user": person,
        "ip": address_of(request) or "0.0.0.0",  # noqa: S104  # an unknown address
        "user_agent": request.headers.get("user-agent", "")[:200],
        "last_seen_at": now,
    }
    key = request.session.session_key
    if not UserSession.objects.filter(session_key=key).update(**kept):
        UserSession.objects.get_or_create(session_key=key, defaults=kept)


def begin(request: HttpRequest, *, now: datetime) -> None:
    """Keep that a session, which signing in has put on the list, was seen just now."""
    request.session[_SEEN_AT] = now.timestamp()


def sessions_of(request: HttpRequest, person: Person) -> list[Device]:
    """Return the sessions of somebody that still hold, the one in use first, then the latest seen."""
    alive = UserSession.objects.purge_and_list(person)
    devices = [_device(each, here=each.session_key == request.session.session_key) for each in alive]
    return sorted(devices, key=lambda device: (not device.here, -device.seen_at.timestamp()))


def _device(kept: UserSession, *, here: bool) -> Device:
    browser, system = words_of(kept.user_agent)
    return Device(kept.pk, browser, system, kept.ip, kept.created_at, kept.last_seen_at, here)


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def words_of(agent: str) -> tuple[str, str]:
    """Return the browser and the system that a browser calls itself; '' for one that is not known."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    return browser, next((name for mark, name in _SYSTEMS if mark in agent), "")


@transaction.atomic
def end_session(person: Person, pk: int, *, by: Person, ip: str | None, now: datetime) -> bool:
    """End one session of somebody; return whether there was such a one."""
    kept = UserSession.objects.filter(pk=pk, user=person).first()
    if kept is None:
        return False
    kept.end()
    note(Deed.SESSION_REVOKED, now=now, by=by, about=person, ip=ip)
    return True


@transaction.atomic
def end_sessions(person: Person, *, but: str | None, by: Person | None, ip: str | None, now: datetime) -> int:
    """End all sessions of somebody, but the one with this key; return how many that were."""
    ended = list(UserSession.objects.filter(user=person).exclude(session_key=but or ""))
    for kept in ended:
        kept.end()
    if ended:
        note(Deed.SESSION_REVOKED, now=now, by=by, about=person, ip=ip, number=len(ended))
    return len(ended)
