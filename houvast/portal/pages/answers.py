"""What a customer said of a version of the agreement, in plain values, for both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from houvast.portal.accounts.access import Someone
from houvast.portal.agreements.acceptance import answers_to, asks_for_answer
from houvast.portal.agreements.models import Acceptance, AgreementVersion, Answer
from houvast.portal.pages.cards import Pill
from houvast.portal.wording import Moment, Reading


@dataclass(frozen=True, slots=True)
class Said:
    """One answer."""

    pill: Pill
    who: str
    at: Moment
    reason: str


@dataclass(frozen=True, slots=True)
class AnswersPanel:
    """
    How a version stands with the customer.

    state  of the last answer; waiting where one is still asked for
    said   every answer, the last first
    asks   an answer can still be given
    """

    state: Pill
    said: Sequence[Said]
    asks: bool

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet."""
        return self.asks and not self.said


def answers_panel(
    person: Someone, version: AgreementVersion, versions: Sequence[AgreementVersion], reading: Reading
) -> AnswersPanel:
    """Return what was said of a version the caller may read; `versions` are all of its customer."""
    rows = answers_to(person, [version]).get(version.pk, [])
    asks = asks_for_answer(version, versions, now=reading.now)
    return AnswersPanel(_state(rows, asks=asks), [_said(row, reading) for row in reversed(rows)], asks)


def _state(rows: Sequence[Acceptance], *, asks: bool) -> Pill:
    if rows:
        return pill_of(rows[-1])
    return Pill(_("Waits for acceptance"), "pause", "file-certificate") if asks else Pill(_("No answer was recorded"))


def pill_of(row: Acceptance) -> Pill:
    """Return an answer as a pill."""
    if row.answer == Answer.ACCEPTED:
        return Pill(_("Accepted"), "met", "circle-check")
    return Pill(_("Objected"), "breach", "alert-octagon")


def _said(row: Acceptance, reading: Reading) -> Said:
    return Said(pill_of(row), row.person.name, reading.fully(row.given_at), row.reason)


def objected_to(person: Someone, versions: Sequence[AgreementVersion], *, now: datetime) -> list[AgreementVersion]:
    """Return the versions to which the customer objects at this moment, and that still ask for an answer."""
    found = answers_to(person, versions)
    last = {key: rows[-1].answer for key, rows in found.items()}
    asked = [each for each in versions if asks_for_answer(each, versions, now=now)]
    return [each for each in asked if last.get(each.pk) == Answer.OBJECTED]
