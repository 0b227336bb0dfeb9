"""
Accepting a version for a customer, or objecting to it.

A version holds by its own dates, whoever answered; an acceptance is evidence, and an objection the beginning of a talk.
Nothing is accepted by silence unless a text says so, and no text is read for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from houvast.portal.accounts.access import Ability, Someone, demand, may, visible_rows
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.models import Acceptance, AgreementVersion, Answer
from houvast.portal.agreements.queries import versions_of
from houvast.portal.agreements.refusals import AlreadyAnswered, AnotherText, NothingToAnswer, ReasonMissing

LONGEST_REASON = 5_000


def answers_to(person: Someone, versions: Sequence[AgreementVersion]) -> dict[int, list[Acceptance]]:
    """Return what was said of versions that somebody may read, by their key, earliest first."""
    found: dict[int, list[Acceptance]] = {}
    rows = visible_rows(Acceptance.objects.filter(version__in=versions), person, Ability.SEE_AGREEMENT)
    for row in rows.select_related("person").order_by("given_at", "pk"):
        found.setdefault(row.version_id, []).append(row)
    return found


def asks_for_answer(version: AgreementVersion, versions: Sequence[AgreementVersion], *, now: datetime) -> bool:
    """Say whether a version can still be answered: it is the last of its name, and has not ended."""
    last = max((each.version for each in versions if each.name == version.name), default=version.version)
    return version.version == last and not version.term.has_ended(now)


def waiting_for(
    person: Someone, organisation: Organisation, versions: Sequence[AgreementVersion], *, now: datetime
) -> list[AgreementVersion]:
    """Return which of a customer's versions wait for somebody's answer: none for who cannot give it."""
    if not (may(person, Ability.ACCEPT, organisation) and may(person, Ability.SEE_AGREEMENT, organisation)):
        return []
    answered = answers_to(person, versions)
    return [each for each in versions if asks_for_answer(each, versions, now=now) and each.pk not in answered]


def accept(version: AgreementVersion, *, sha256: str, by: Person, now: datetime) -> Acceptance:
    """Accept a version; sha256 is of the text that was read. Raises NotAllowed and an AgreementRefused."""
    return _answered(version, Answer.ACCEPTED, "", sha256=sha256, by=by, now=now)


def object_to(version: AgreementVersion, *, reason: str, sha256: str, by: Person, now: datetime) -> Acceptance:
    """Object to a version, with the reason. Raises NotAllowed and an AgreementRefused."""
    return _answered(version, Answer.OBJECTED, reason.strip()[:LONGEST_REASON], sha256=sha256, by=by, now=now)


@transaction.atomic
def _answered(
    version: AgreementVersion, answer: Answer, reason: str, *, sha256: str, by: Person, now: datetime
) -> Acceptance:
    customer = version.customer
    demand(by, Ability.SEE_AGREEMENT, customer)
    demand(by, Ability.ACCEPT, customer)
    Organisation.objects.select_for_update(no_key=True).get(pk=customer.pk)
    if sha256 != version.sha256:
        raise AnotherText
    if not asks_for_answer(version, versions_of(customer), now=now):
        raise NothingToAnswer
    if answer is Answer.OBJECTED and not reason:
        raise ReasonMissing
    last = Acceptance.objects.filter(version=version).order_by("given_at", "pk").last()
    if last is not None and (last.answer, last.reason) == (answer, reason):
        raise AlreadyAnswered
    return Acceptance.objects.create(
        organisation=customer, version=version, person=by, answer=answer, sha256=sha256, reason=reason, given_at=now
    )
