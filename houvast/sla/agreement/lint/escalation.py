"""What is worth saying about ladders, contacts and regimes: who is reached by nothing, what never comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from houvast.sla.agreement.escalation_model import TEAM, Channel, Contact, Deadline, Ladder, Regime, Step, When
from houvast.sla.agreement.findings import Finding, Severity, remark
from houvast.sla.agreement.model import Agreement, Target, Unit

Found = Iterator[Finding]
Path = tuple[str, ...]

_NEAR_DUE = (When.SHARE, When.BEFORE, When.AFTER)
_BY_NUMBER = (Channel.PHONE, Channel.SMS)


def calendars(agreement: Agreement) -> set[str]:
    """Return the calendars that steps, contacts and regimes use."""
    found = {contact.hours for contact in agreement.escalation.contacts.values()}
    for step in agreement.steps().values():
        found |= {step.held_in, *(length.calendar for length in step.lengths.values())}
    return found


def words(agreement: Agreement) -> set[str]:
    """Return the words that a glossary may explain."""
    escalation = agreement.escalation
    found = {*escalation.contacts, *escalation.regimes, *(step.to for step in agreement.steps().values())}
    conditions = [ladder.only for ladder in escalation.before_default()]
    conditions += [step.only for step in agreement.steps().values()]
    found |= {word for only in conditions for said in only.values() for word in said}
    return {word.removeprefix(TEAM) for word in found}


def _ladders(agreement: Agreement) -> list[tuple[Path, Ladder]]:
    """Return every ladder with the place of its steps."""
    escalation = agreement.escalation
    regimes = [
        (("regimes", each.name, "steps"), each.ladder)
        for each in escalation.regimes.values()
        if each.ladder is not None
    ]
    named = [(("escalation", "ladders", each.name, "steps"), each) for each in escalation.ladders]
    path: Path = ("escalation", "steps") if ("escalation", "steps") in agreement.places else ("escalation",)
    return [*regimes, *named, (path, Ladder("", agreement.ladder))]


def _steps(agreement: Agreement) -> Iterator[tuple[Path, Ladder, Step]]:
    """Yield every step, those that follow others too, with the place of its ladder."""
    for path, ladder in _ladders(agreement):
        for first in ladder.steps:
            for step in first.chain():
                yield path, ladder, step


def _named(agreement: Agreement) -> Iterator[tuple[Path, str]]:
    """Yield everybody whom a step or a deadline names."""
    for path, _ladder, step in _steps(agreement):
        yield path, step.to
    for path, _regime, deadline in _deadlines(agreement):
        yield (*path, "to"), deadline.to


def _contacts(agreement: Agreement) -> Found:
    contacts = agreement.escalation.contacts
    missing: dict[str, Path] = {}
    for path, to in _named(agreement):
        if contacts and to and to != "handler" and not to.startswith(TEAM) and to not in contacts:
            missing.setdefault(to, path)
    for to, path in missing.items():
        yield remark(agreement, path, "role-of-nobody", Severity.NOTE, word=to)
    used = {to for _path, to in _named(agreement)}
    for name, contact in contacts.items():
        if name not in used:
            yield remark(agreement, ("contacts", name), "contact-unused", word=name)
        if not contact.mail and not contact.phone:
            yield remark(agreement, ("contacts", name), "contact-unreachable", word=name)


def _reached(agreement: Agreement) -> Found:
    contacts = agreement.escalation.contacts
    for path, _ladder, step in _steps(agreement):
        if _has_no_number(step, contacts):
            yield remark(agreement, path, "step-by-phone", word=step.to)
        if step.only.get("priority") == ():
            yield remark(agreement, path, "step-for-nobody", word=step.to)


def _has_no_number(step: Step, contacts: Mapping[str, Contact]) -> bool:
    contact = contacts.get(step.to)
    return contact is not None and not contact.phone and any(each in _BY_NUMBER for each in step.by)


def _moments(agreement: Agreement) -> Found:
    for path, ladder, step in _steps(agreement):
        aimless = [name for name in ladder.targets if not _promises(agreement.targets.get(name))]
        if step.when in _NEAR_DUE and aimless:
            yield remark(agreement, path, "step-never-owed", target=aimless[0])
        several = len(ladder.targets or agreement.targets) > 1
        if step.when is When.EVENT and several:
            yield remark(agreement, path, "event-step-everywhere", Severity.NOTE)


def _promises(target: Target | None) -> bool:
    """Say whether a target ever has a due instant that binds; one that is not of this plan is not asked."""
    if target is None:
        return True
    return any(each.binding and each.unit is not Unit.BEST_EFFORT for each in target.within.values())


def _order(agreement: Agreement) -> Found:
    earlier: list[Ladder] = []
    for ladder in agreement.escalation.before_default():
        if any(_covers(other, ladder) for other in earlier):
            path: Path = ("escalation", "ladders", ladder.name)
            path = path if path in agreement.places else ("regimes", ladder.name)
            yield remark(agreement, path, "ladder-never", word=ladder.name)
        earlier.append(ladder)


def _covers(earlier: Ladder, later: Ladder) -> bool:
    """Say whether whatever a ladder is for, an earlier one is for too."""
    if earlier.since and earlier.since != later.since:
        return False
    targets = not earlier.targets or (bool(later.targets) and set(later.targets) <= set(earlier.targets))
    return targets and all(
        name in later.only and set(later.only[name]) <= set(said) for name, said in earlier.only.items()
    )


def _deadlines(agreement: Agreement) -> Iterator[tuple[Path, Regime, Deadline]]:
    for regime in agreement.escalation.regimes.values():
        for deadline in regime.deadlines:
            yield ("regimes", regime.name, "deadlines", deadline.name), regime, deadline


def _limits(agreement: Agreement) -> Found:
    for path, _regime, deadline in _deadlines(agreement):
        if not deadline.legal:
            continue
        agreed, legal = agreement.targets[deadline.target].within, agreement.targets[deadline.legal].within
        if any(legal[priority].is_shorter_than(agreed[priority]) for priority in legal if priority in agreed):
            yield remark(agreement, (*path, "legal"), "legal-before-agreed")


RULES: tuple[Callable[[Agreement], Found], ...] = (_contacts, _reached, _moments, _order, _limits)
