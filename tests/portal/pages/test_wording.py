"""Numbers, lengths and moments as Dutch and English readers see them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from houvast.portal import wording
from houvast.portal.accounts.actions import RoleElsewhere
from houvast.portal.accounts.invitations import AlreadyHere, NoLongerOpen, TooManyInvitations
from houvast.portal.accounts.people import LastToManage, RoleHeldAlready
from houvast.portal.agreements.refusals import AgreementRefused
from houvast.portal.documents.refusals import DocumentRefused
from houvast.portal.files.refusals import FileRefused
from houvast.portal.handling import refusals as of_handling
from houvast.portal.knowledge.refusals import ArticleRefused
from houvast.portal.ratings import refusals as of_ratings
from houvast.portal.tickets.refusals import Refused
from houvast.portal.uptime.refusals import DisruptionRefused
from houvast.portal.wording import Reading
from houvast.portal.wording.refusals import REFUSALS

AMSTERDAM, LONDON = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Europe/London")
NOW = datetime(2026, 12, 28, 9, 20, tzinfo=UTC)


def minutes(count):
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("length", "nl", "en"),
    [
        (minutes(110), "1 u 50 m", "1 h 50 m"),
        (minutes(125), "2 u 05 m", "2 h 05 m"),
        (minutes(1660), "27 u 40 m", "27 h 40 m"),
        (minutes(38), "38 m", "38 m"),
        (minutes(240), "4 u", "4 h"),
        (timedelta(seconds=59), "59 s", "59 s"),
        (timedelta(seconds=119), "1 m", "1 m"),
        (timedelta(), "0 m", "0 m"),
    ],
)
def test_lengths_are_cut_and_never_rounded_up(length, nl, en):
    for language, words in (("nl", nl), ("en", en)):
        with translation.override(language):
            assert wording.length(length) == words


def test_exact_lengths_add_up_to_the_second():
    with translation.override("nl"):
        assert wording.exact_length(timedelta(hours=4, minutes=20, seconds=5)) == "4 u 20 m\N{NO-BREAK SPACE}5 s"


@pytest.mark.parametrize(
    ("figure", "nl", "en"), [("94.96", "94,9", "94.9"), ("95", "95", "95"), ("99.95", "99,9", "99.9"), ("0", "0", "0")]
)
def test_a_percentage_below_its_goal_never_reads_as_the_goal(figure, nl, en):
    for language, words in (("nl", nl), ("en", en)):
        with translation.override(language):
            assert wording.percent(Decimal(figure)) == words


@pytest.mark.parametrize(
    ("at", "nl", "en"),
    [
        ("2026-12-28T11:10Z", "vandaag 12:10", "today 12:10"),
        ("2026-12-27T23:00Z", "vandaag 00:00", "today 00:00"),
        ("2026-12-29T08:00Z", "morgen 09:00", "tomorrow 09:00"),
        ("2026-12-23T14:12Z", "wo 23 dec 15:12", "Wed 23 Dec 15:12"),
        ("2027-01-10T01:00Z", "zo 10 jan 2027 02:00", "Sun 10 Jan 2027 02:00"),
    ],
)
def test_moments(at, nl, en):
    for language, words in (("nl", nl), ("en", en)):
        with translation.override(language):
            assert str(Reading(NOW, AMSTERDAM).moment(datetime.fromisoformat(at))) == words


def test_the_agreements_time_stands_beside_the_readers_where_they_differ():
    due = datetime(2026, 12, 28, 11, 10, tzinfo=UTC)
    with translation.override("en"):
        assert str(Reading(NOW, LONDON, AMSTERDAM).moment(due)) == "today 11:10 (12:10 in Amsterdam)"
        assert str(Reading(NOW, AMSTERDAM, AMSTERDAM).moment(due)) == "today 12:10"
        assert str(Reading(NOW, AMSTERDAM, ZoneInfo("Europe/Brussels")).moment(due)) == "today 12:10"


def test_a_stretch_that_ends_at_midnight_ends_at_24_00():
    with translation.override("nl"):
        reading = Reading(NOW, AMSTERDAM)
        assert str(reading.moment(datetime(2026, 12, 24, 23, tzinfo=UTC), ending=True)) == "do 24 dec 24:00"


@pytest.mark.parametrize(
    ("name", "short"), [("3 - Moderate", "3"), ("P2", "P2"), ("normaal", "Normaal"), ("buitengewoon", "Bui")]
)
def test_priorities_in_a_square(name, short):
    assert wording.priority_short(name) == short


def refused(base):
    """Yield the reasons that are kinds of this one."""
    for each in base.__subclasses__():
        yield each.__name__
        yield from refused(each)


REASONS = (Refused, AgreementRefused, DisruptionRefused, ArticleRefused, DocumentRefused, FileRefused)
ELSEWHERE = (of_handling, of_ratings)
"""Modules with more kinds of `Refused`, read here so that they are known whichever tests ran before."""
OF_PEOPLE = {
    each.__name__
    for each in (AlreadyHere, TooManyInvitations, NoLongerOpen, LastToManage, RoleHeldAlready, RoleElsewhere)
}
"""Refusals about people have no kind in common."""


def test_every_refusal_has_its_sentence():
    named = {name for base in REASONS for name in refused(base)}
    assert named | OF_PEOPLE == set(REFUSALS) - {"Overlaps"}


def test_small_numbers_are_words_with_a_proper_capital():
    with translation.override("nl"):
        assert wording.sentence_case(f"{wording.count_word(1)} ticket") == "Eén ticket"
        assert wording.count_word(13) == "13"
