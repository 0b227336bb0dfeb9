"""The thread of a ticket: messages, internal notes, and the events between them, in plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.uploads import Attached, attached
from houvast.portal.tickets.models import TicketEvent
from houvast.portal.tickets.queries import Entry
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import Agreement
from houvast.sla.explain import Explanation
from houvast.sla.terms import EventKind, Verdict

SHOWN = 100
"""Entries on a page at first; the earlier ones come with `?thread=all`."""
_HEARD_LATE = timedelta(minutes=1)

_MESSAGES = {
    EventKind.OPENED,
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.NOTE,
    EventKind.WORKAROUND,
    EventKind.RESOLVED,
    EventKind.REOPENED,
}
_ICONS = {
    EventKind.STATUS: "progress",
    EventKind.PRIORITY: "arrows-sort",
    EventKind.ASSIGNED: "user-check",
    EventKind.ACKNOWLEDGED: "user-check",
    EventKind.RESOLVED: "circle-check",
    EventKind.WORKAROUND: "circle-check",
    EventKind.REOPENED: "arrow-back-up",
    EventKind.CLOSED: "lock",
    EventKind.CANCELLED: "circle-x",
    EventKind.MERGED: "layers-subtract",
    EventKind.CORRECTION: "versions",
    EventKind.AUTO_REPLY: "mail",
    EventKind.ESCALATED: "alert-triangle",
}


@dataclass(frozen=True, slots=True)
class Item:
    """
    One entry as a page shows it: a message when `is_message`, else a line between messages.

    pills      what the message did to a clock
    heard      when it was recorded, where that is later than it happened
    corrected  a later correction replaces it
    quoted     what was quoted below the message, folded away; `text` holds the rest
    splits     the event's key where an agent may make a ticket of it: a later message of the customer; else 0
    """

    is_message: bool
    internal: bool
    ours: bool
    author: str
    initials: str
    at: Moment
    text: str
    sentence: str
    icon: str
    pills: Sequence[Pill]
    heard: Moment | None
    corrected: bool
    attachments: Sequence[Attached] = ()
    quoted: str = ""
    splits: int = 0


_ORIGINAL = r"-{3,} ?(?:Original Message|Oorspronkelijk bericht) ?-{3,}"
_INTRODUCED = r"(?:On|Op) .{5,200} (?:wrote|schreef)(?: .{1,100})?:"
_QUOTES_FROM = re.compile(rf"^(?:>.*|{_INTRODUCED}|{_ORIGINAL})$", re.MULTILINE)


def folded(text: str) -> tuple[str, str]:
    """Return a message without what it quotes at its end, and that; answers between quotes are never folded away."""
    for found in _QUOTES_FROM.finditer(text):
        own, quoted = text[: found.start()].rstrip(), text[found.start() :]
        below = quoted[len(found[0]) :].splitlines()
        only_quotes = found[0].startswith("-") or all(not line.strip() or line.startswith(">") for line in below)
        if own and only_quotes:
            return own, quoted
    return text, ""


def initials(name: str) -> str:
    """Return two letters that stand for a name."""
    words = [word for word in name.replace(",", " ").split() if word[0].isalnum()]
    if not words:
        return wording.DASH
    return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper()


def items(
    entries: Sequence[Entry],
    explained: Sequence[Explanation],
    agreement: Agreement | None,
    reading: Reading,
    *,
    file_url: Callable[[str], str],
    all_of_it: bool = False,
) -> list[Item]:
    """
    Return the entries of a thread, the latest SHOWN of them unless all are asked for.

    file_url  makes an address of the key of an attachment
    """
    stops = _stops(explained, agreement)
    shown = entries if all_of_it else entries[-SHOWN:]
    return [_item(entry, stops, agreement, reading, file_url) for entry in shown]


def _stops(explained: Sequence[Explanation], agreement: Agreement | None) -> Mapping[datetime, list[Pill]]:
    """Return, by instant, which clocks stopped then and whether they were in time."""
    found: dict[datetime, list[Pill]] = {}
    for each in explained:
        clock = each.clock
        if clock.stopped_at is None or clock.verdict not in {Verdict.MET, Verdict.BREACHED}:
            continue
        title = wording.target_title(agreement, clock.target)
        met = clock.verdict is Verdict.MET
        pill = Pill(title if met else _("%(clock)s, late") % {"clock": title}, *_tone(met=met))
        if pill not in found.setdefault(clock.stopped_at, []):
            found[clock.stopped_at].append(pill)
    return found


def _tone(*, met: bool) -> tuple[str, str]:
    return ("met", "circle-check") if met else ("breach", "alert-octagon")


def _item(
    entry: Entry,
    stops: Mapping[datetime, list[Pill]],
    agreement: Agreement | None,
    reading: Reading,
    file_url: Callable[[str], str],
) -> Item:
    author = entry.author or _("The portal")
    is_message = entry.kind in _MESSAGES and bool(entry.text)
    own, quoted = folded(entry.text) if is_message else (entry.text, "")
    late = entry.recorded_at - entry.happened_at > _HEARD_LATE
    return Item(
        is_message=is_message,
        internal=entry.internal,
        ours=entry.ours,
        author=author,
        initials=initials(author),
        at=reading.fully(entry.happened_at),
        text=own,
        quoted=quoted,
        splits=entry.event.pk if entry.kind is EventKind.CUSTOMER_REPLY else 0,
        sentence="" if is_message else _sentence(entry, author, agreement),
        icon=_icon(entry, agreement),
        pills=[*_own_pills(entry), *(() if entry.internal else stops.get(entry.happened_at, ()))],
        heard=reading.fully(entry.recorded_at) if late and entry.event.source == "portal" else None,
        corrected=entry.corrected,
        attachments=attached(entry.attachments, file_url),
    )


def _icon(entry: Entry, agreement: Agreement | None) -> str:
    if entry.kind is EventKind.STATUS and _pauses(entry.event.status, agreement):
        return "player-pause-filled"
    return _ICONS.get(entry.kind, "info-circle")


def _pauses(status: str, agreement: Agreement | None) -> bool:
    return agreement is not None and any(status in rule.pause for rule in agreement.clocks.values())


def _own_pills(entry: Entry) -> Sequence[Pill]:
    if entry.internal:
        return [Pill(_("Internal note"), "risk", "lock")]
    if entry.kind is EventKind.RESOLVED:
        return [Pill(_("Resolved"), "met", "circle-check")]
    if entry.kind is EventKind.REOPENED:
        return [Pill(_("Reopened"), "", "arrow-back-up")]
    if entry.kind is EventKind.WORKAROUND:
        return [Pill(_("Workaround"), "", "circle-check")]
    return []


def _sentence(entry: Entry, author: str, agreement: Agreement | None) -> str:
    """Return what happened, in one sentence, with the reason that was given."""
    said = _what(entry.kind, entry.event, author, agreement)
    return f"{said} {entry.text}".strip() if entry.text else said


def _what(kind: EventKind, event: TicketEvent, author: str, agreement: Agreement | None) -> str:
    match kind:
        case EventKind.STATUS:
            return _status(event, agreement)
        case EventKind.PRIORITY:
            return _priority(event, agreement)
        case EventKind.ASSIGNED:
            who = wording.listed([word for word in (event.handler.name if event.handler else "", event.team) if word])
            return _("Assigned to %(who)s.") % {"who": who}
        case EventKind.MERGED:
            return _("Merged into #%(number)s.") % {"number": event.into.number if event.into else ""}
        case EventKind.CORRECTION:
            return _("%(author)s corrected what was recorded earlier.") % {"author": author}
    sentences = {
        EventKind.OPENED: _("%(author)s reported this ticket."),
        EventKind.REPLY: _("%(author)s replied."),
        EventKind.CUSTOMER_REPLY: _("%(author)s replied."),
        EventKind.ACKNOWLEDGED: _("%(author)s took this up."),
        EventKind.ESCALATED: _("Escalated by %(author)s."),
        EventKind.WORKAROUND: _("%(author)s gave a workaround."),
        EventKind.RESOLVED: _("%(author)s resolved this ticket."),
        EventKind.REOPENED: _("%(author)s reopened this ticket."),
        EventKind.CLOSED: _("%(author)s closed this ticket."),
        EventKind.CANCELLED: _("%(author)s cancelled this ticket."),
        EventKind.NOTE: _("%(author)s wrote a note."),
        EventKind.AUTO_REPLY: _("An automatic confirmation was sent."),
    }
    return sentences[kind] % {"author": author}


def _status(event: TicketEvent, agreement: Agreement | None) -> str:
    word = wording.status(event.status, agreement)
    if _pauses(event.status, agreement):
        return _("Clock paused: %(status)s.") % {"status": word}
    return _("Status: %(status)s.") % {"status": word}


def _priority(event: TicketEvent, agreement: Agreement | None) -> str:
    levels = {
        _("impact %(level)s"): event.impact,
        _("urgency %(level)s"): event.urgency,
        _("priority %(level)s"): event.priority,
    }
    said = [phrase % {"level": wording.level(code, agreement)} for phrase, code in levels.items() if code]
    return _("Changed: %(what)s.") % {"what": wording.listed(said)}
