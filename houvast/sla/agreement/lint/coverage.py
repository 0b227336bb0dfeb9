"""What is worth saying about what an agreement covers: words no ticket can say, windows, what nobody wrote down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from houvast.sla.agreement.duty_model import Party
from houvast.sla.agreement.findings import Finding, Severity, hint, remark
from houvast.sla.agreement.model import Agreement, Kind, Moment, Unit
from houvast.sla.agreement.provision_model import About
from houvast.sla.calendar import Calendar, NeverOpens

Found = Iterator[Finding]
Path = tuple[str, ...]

MOST_TARGETS = 12
"""More than this and a review has no time for each of them."""

_WEEKDAYS, _SUNDAY = range(5), 6
_FEWEST_WORKING_DAYS = 4
_DAY = timedelta(days=1)


# -- words of tickets ---------------------------------------------------------------------------------


def _words(agreement: Agreement) -> Found:
    """A condition on a word that no ticket can carry selects nothing."""
    known = _known_words(agreement)
    for attribute, word, path in conditions(agreement):
        words = known.get(attribute, ())
        is_number = attribute in agreement.priority.bands and word[:1].isdigit()
        if words and word not in words and not is_number:
            meant = hint(word, list(words))
            if "suggestion" in meant or attribute != "service":
                yield remark(agreement, path, "word-never-said", Severity.WARNING, word=word, **meant)


def _known_words(agreement: Agreement) -> Mapping[str, tuple[str, ...]]:
    """Return, for attributes whose words the agreement fixes, those words. Services may be more than it describes."""
    model = agreement.priority
    impacts = {*model.matrix, *model.meanings.get("impact", ())}
    urgencies = {urgency for row in model.matrix.values() for urgency in row} | {*model.meanings.get("urgency", ())}
    measured = {target.service for target in agreement.availability.values() if not target.each}
    services = {*agreement.services, *measured}
    return {
        "priority": model.levels,
        "impact": tuple(sorted(impacts)),
        "urgency": tuple(sorted(urgencies)),
        "service": tuple(sorted(services)),
    }


def conditions(agreement: Agreement) -> Iterator[tuple[str, str, Path]]:
    """Yield every word that a ticket is asked for: the attribute, the word, and where it stands."""
    for path, attributes in _asked(agreement):
        for attribute, words in attributes.items():
            for index, word in enumerate(words):
                yield attribute, word, (*path, attribute, str(index))


def _asked(agreement: Agreement) -> Iterator[tuple[Path, Mapping[str, tuple[str, ...]]]]:
    for name, target in agreement.targets.items():
        yield ("targets", name, "when"), target.when
    for name, rule in agreement.clocks.items():
        yield ("clocks", name, "only"), rule.only
        for key, happenings in (("start", rule.start), ("stop", rule.stop)):
            for each in happenings:
                if isinstance(each, Moment):
                    yield ("clocks", name, key), dict(each.said)
    for index, given in enumerate(agreement.priority.rules):
        yield ("priority", "rules", str(index)), given.when


def _spelling(agreement: Agreement) -> Found:
    """Words of one attribute that only their spelling tells apart are one word to a reader, and two to a clock."""
    first: dict[tuple[str, str], str] = {}
    for attribute, word, path in _all_words(agreement):
        folded = "".join(letter for letter in word.casefold() if letter.isalnum())
        other = first.setdefault((attribute, folded), word)
        if folded and other != word:
            yield remark(agreement, path, "spelled-otherwise", word=word, other=other)


def _all_words(agreement: Agreement) -> Iterator[tuple[str, str, Path]]:
    for level in agreement.priority.levels:
        yield "priority", level, ("priority", "levels")
    for impact, row in agreement.priority.matrix.items():
        yield "impact", impact, ("priority", "matrix", impact)
        for urgency in row:
            yield "urgency", urgency, ("priority", "matrix", impact, urgency)
    for name, rule in agreement.clocks.items():
        for index, status in enumerate(rule.pause):
            yield "status", status, ("clocks", name, "pause", str(index))
    yield from conditions(agreement)


def _definitions(agreement: Agreement) -> Found:
    """A word that is explained and never leads anywhere has another name where it should."""
    model = agreement.priority
    urgencies = {urgency for row in model.matrix.values() for urgency in row}
    for key, used in (("impact", {*model.matrix}), ("urgency", urgencies)):
        for index, word in enumerate(model.meanings.get(key, ()) if model.matrix else ()):
            path = ("priority", key, word)
            if word not in used:
                place = path if path in agreement.places else ("priority", key, str(index))
                yield remark(agreement, place, "word-not-in-matrix", word=word)


def _narrowed(agreement: Agreement) -> Found:
    """A target about some priorities promises nothing for another."""
    for name, target in agreement.targets.items():
        asked = target.when.get("priority")
        for level in target.within if asked else ():
            if asked and level in agreement.priority.levels and level not in asked:
                yield remark(agreement, ("targets", name, "within", level), "level-not-asked", word=level)


# -- windows ------------------------------------------------------------------------------------------


def _windows(agreement: Agreement) -> Found:
    for name, calendar in agreement.calendars.items():
        path = ("calendars", name)
        if path in agreement.places and not _opens(agreement, calendar):
            yield remark(agreement, path, "never-opens", word=name)


def _opens(agreement: Agreement, calendar: Calendar) -> bool:
    """Say whether a calendar is open at any time while the agreement holds."""
    start, end = agreement.term.start, agreement.term.end
    if end is None:
        return calendar.last_day is None or calendar.last_day >= agreement.effective_from
    try:
        return calendar.is_open(start) or calendar.next_open(start, strict=False) < end
    except NeverOpens:
        return False


def _holidays(agreement: Agreement) -> Found:
    """Office hours are seldom meant to count at Christmas."""
    for name in _counting(agreement):
        calendar = agreement.calendars[name]
        working_days = [day for day in _WEEKDAYS if calendar.hours.get(day)]
        is_office = len(working_days) >= _FEWEST_WORKING_DAYS and not calendar.hours.get(_SUNDAY)
        is_closed_once = any(not opened for opened in calendar.dates.values())
        if is_office and calendar.holidays is None and not is_closed_once:
            yield remark(agreement, ("calendars", name, "hours"), "no-holidays", Severity.NOTE, word=name)


def _counting(agreement: Agreement) -> list[str]:
    """Return the calendars that promised time is counted on."""
    promises = [each for target in agreement.targets.values() for each in target.within.values()]
    names = [each.calendar for each in promises if each.unit is not Unit.BEST_EFFORT]
    names += [target.calendar for target in agreement.availability.values()]
    names += [each.calendar for duty in agreement.duties.values() for each in (duty.length, duty.deadline) if each]
    return list(dict.fromkeys(names))


def other_calendars(agreement: Agreement) -> set[str]:
    """Return the calendars that indicators and duties look at."""
    used = {name for each in agreement.indicators.values() for name in (each.calendar, *each.times)}
    for duty in agreement.duties.values():
        used |= {each.calendar for each in (duty.deadline, duty.length, duty.legal) if each is not None}
    return used


# -- the whole ----------------------------------------------------------------------------------------


def _number(agreement: Agreement) -> Found:
    written = agreement.targets.keys() - agreement.escalation.added_targets()
    count = len(written) + len(agreement.availability) + len(agreement.indicators)
    if count > MOST_TARGETS:
        yield remark(agreement, ("targets",), "many-targets", Severity.NOTE, count=count, most=MOST_TARGETS)


_EXPECTED = (About.RESPONSIBILITIES, About.EXCEPTIONS, About.REPORTING)


def _provisions(agreement: Agreement) -> Found:
    """Where money changes hands, what the customer does, what is excepted and who reports are asked for first."""
    if agreement.kind is not Kind.SLA or not agreement.credits.by_name:
        return
    said = {each.about for each in agreement.provisions.values()}
    excluded = [cause for target in agreement.availability.values() for cause in target.exclude]
    excluded += [cause for target in agreement.indicators.values() for cause in target.exclude]
    said |= {About.EXCEPTIONS} if excluded else set()
    for duty in agreement.duties.values():
        said |= {About.RESPONSIBILITIES} if duty.owner is Party.CUSTOMER else set()
        said |= {About.REPORTING} if duty.owner is Party.PROVIDER and duty.every is not None else set()
    missing = ", ".join(about for about in _EXPECTED if about not in said)
    if missing:
        path = ("terms",) if agreement.provisions else ("credits",)
        yield remark(agreement, path, "terms-missing", Severity.NOTE, words=missing)


RULES: tuple[Callable[[Agreement], Found], ...] = (
    _words,
    _spelling,
    _definitions,
    _narrowed,
    _windows,
    _holidays,
    _number,
    _provisions,
)
"""The rules about what an agreement covers, each a function from an agreement to findings."""
