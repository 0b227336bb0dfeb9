"""Loading the demo: once, whole, beside nobody else, and without a mail about the past."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command

from houvast.portal.accounts.models import Membership, Organisation, Person, Role
from houvast.portal.agreements.queries import parsed
from houvast.portal.demo import LOGINS, customers, loading
from houvast.portal.demo.customers import DUINRAND, IJSSELKADE, ZILVERMEEUW
from houvast.portal.demo.management.commands.load_demo import Command
from houvast.portal.demo.past.making import invent
from houvast.portal.demo.stories import duinrand, ijsselkade, zilvermeeuw
from houvast.portal.notices.models import Delivery, Notice
from houvast.portal.pages.levels import figures_of
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision
from tests.portal.demo.silent import silent

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)


@pytest.fixture
def only_ijsselkade(monkeypatch):
    monkeypatch.setattr(loading, "CUSTOMERS", (IJSSELKADE,))


def test_a_loaded_customer_has_figures_and_nothing_of_the_past_is_mailed(db, only_ijsselkade):
    assert loading.load(now=NOW, steps=silent) == ["IJsselkade Advocaten"]
    every_level_has_figures()
    assert mail.outbox == []
    assert set(Notice.objects.values_list("state", flat=True)) == {Delivery.SENT}
    assert Notice.objects.filter(read_at=None).exists()
    assert {decision.decided_at - decision.due_at <= timedelta(seconds=1) for decision in Decision.objects.all()} == {
        True
    }
    assert worker.drain(now=NOW) == 0
    worker.drain(now=NOW + timedelta(days=2))
    assert Notice.objects.filter(state=Delivery.PENDING).exists()


def test_a_customer_comes_whole_or_not_at_all(db, monkeypatch):
    monkeypatch.setattr(loading, "CUSTOMERS", (IJSSELKADE, DUINRAND))
    play = loading.play

    def interrupted(stories, *arguments, **named):
        if stories is duinrand.STORIES:
            raise KeyboardInterrupt
        return play(stories, *arguments, **named)

    monkeypatch.setattr(loading, "play", interrupted)
    with pytest.raises(KeyboardInterrupt):
        loading.load(now=NOW, steps=silent)
    assert customers.is_here(IJSSELKADE.slug)
    assert not customers.is_here(DUINRAND.slug)
    assert not Person.objects.filter(email__endswith="@duinrand.example").exists()


def test_the_demo_is_not_loaded_beside_others(db):
    Organisation.objects.create(name="Polderwind Energie", slug="polderwind", kind="customer")
    with pytest.raises(CommandError, match="Polderwind Energie"):
        call_command(Command(), small=True, verbosity=0)
    assert Organisation.objects.count() == 1


def test_a_second_time_adds_nothing_and_the_command_says_so(db, only_ijsselkade):
    assert output_of_the_command() == "The demo is loaded: IJsselkade Advocaten.\n"
    before = counts()
    assert output_of_the_command() == "The demo is here already.\n"
    assert counts() == before


def test_everybody_in_every_role_can_sign_in(db, rf):
    provider = customers.make_provider()
    for customer in customers.CUSTOMERS:
        customers.make(customer, now=NOW)
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == set(Role.values)
    for email, password, look in LOGINS:
        assert authenticate(rf.post("/sign-in/"), username=email, password=password).email == email
        assert look
    assert all(re.search(r"@[a-z]+\.example$", person.email) for person in Person.objects.all())
    assert provider.memberships.count() == 8


def test_the_same_moment_has_the_same_past(db):
    customers.make_provider()
    organisation = customers.make(ZILVERMEEUW, now=NOW)
    agreement = parsed(organisation.agreement_versions.get())
    past = loading.SCRIPTS[ZILVERMEEUW].past
    first, second = (invent(past, agreement, slug="x", now=NOW) for _ in range(2))
    assert first == second
    assert max(row["at"] for row in first.rows) < NOW
    assert len(first.subjects) > 90


@pytest.mark.parametrize("stories", [duinrand.STORIES, zilvermeeuw.STORIES, ijsselkade.STORIES])
def test_a_story_goes_forward_in_time(stories):
    assert len({story.key for story in stories}) == len(stories)
    for story in stories:
        assert story.steps[0].did == "open_ticket"
        distances = [step.ago for step in story.steps]
        assert distances == sorted(set(distances), reverse=True), story.key


def every_level_has_figures():
    customer = Organisation.objects.get(slug=IJSSELKADE.slug)
    agreement = parsed(customer.agreement_versions.get())
    person = Person.objects.get(email="bas.terhorst@ijsselkade.example")
    for figures in figures_of(person, customer, agreement, at=NOW, now=NOW):
        judged = [figures.level(period).judged for period in figures.periods]
        assert all(judged[-4:]), figures.target.name


def counts():
    return [model.objects.count() for model in (Organisation, Person, Ticket, TicketEvent, Notice, Decision)]


def output_of_the_command():
    out = StringIO()
    call_command(Command(stdout=out, no_color=True), small=True)
    return out.getvalue()
