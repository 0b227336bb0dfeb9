"""
Loading the demo: the provider, then each customer, all of it or nothing.

Again is harmless: a customer that is here is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.queries import in_force, parsed
from houvast.portal.demo import around, articles, customers, large_customer
from houvast.portal.demo.customers import CUSTOMERS, DUINRAND, IJSSELKADE, WADDENKUST, ZILVERMEEUW, Customer
from houvast.portal.demo.logins import NOORDERLICHT
from houvast.portal.demo.past import duinrand as past_of_duinrand
from houvast.portal.demo.past import ijsselkade as past_of_ijsselkade
from houvast.portal.demo.past import zilvermeeuw as past_of_zilvermeeuw
from houvast.portal.demo.past.making import invent
from houvast.portal.demo.past.matters import Past
from houvast.portal.demo.stories import duinrand, ijsselkade, zilvermeeuw
from houvast.portal.demo.stories.playing import play
from houvast.portal.demo.stories.script import Story
from houvast.portal.knowledge.models import Article
from houvast.portal.tickets.intake import bring_in
from houvast.sla.agreement.model import Agreement

Progress = Callable[[int, int], None]
Steps = Callable[[str], AbstractContextManager[Progress]]
"""Shows one step of the loading, with its title, while it lasts; gives what is told how far it is."""

SOURCE = "previous-desk"
"""Where the past of a customer comes from, as its tickets say."""


class OthersAreHere(Exception):
    """The database holds organisations that are not of the demo; `names` are theirs."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"the demo is not loaded beside others: {', '.join(names)}")
        self.names = names


@dataclass(frozen=True, slots=True)
class Script:
    """What is told of an invented customer: its past in figures, its present in stories."""

    past: Past
    stories: tuple[Story, ...]


SCRIPTS: Mapping[Customer, Script] = {
    DUINRAND: Script(past_of_duinrand.PAST, duinrand.STORIES),
    ZILVERMEEUW: Script(past_of_zilvermeeuw.PAST, zilvermeeuw.STORIES),
    IJSSELKADE: Script(past_of_ijsselkade.PAST, ijsselkade.STORIES),
}


def load(*, now: datetime, steps: Steps, small: bool = False) -> list[str]:
    """
    Load what is not here yet, relative to now; return the names of the customers that are new.

    small  leave the large customer out
    Raises OthersAreHere, ExampleMissing, BadFile, BadAgreement; then the customer at hand left nothing behind.
    """
    others = customers.strangers()
    if others:
        raise OthersAreHere(others)
    if not customers.is_here(NOORDERLICHT):
        with steps("Noorderlicht ICT"), transaction.atomic():
            customers.make_provider()
    wanted = [customer for customer in CUSTOMERS if not (small and customer == WADDENKUST)]
    missing = [customer for customer in wanted if not customers.is_here(customer.slug)]
    for customer in missing:
        with transaction.atomic():
            _load_customer(customer, now=now, steps=steps)
    if not Article.objects.exists():
        with steps("Articles"), transaction.atomic():
            articles.write_all(customers.people(), Organisation.objects.in_bulk(field_name="slug"), now=now)
    return [customer.name for customer in missing]


def _load_customer(customer: Customer, *, now: datetime, steps: Steps) -> None:
    organisation = customers.make(customer, now=now)
    if customer == WADDENKUST:
        _load_log(organisation, now=now, steps=steps)
        return
    script, agreement = SCRIPTS[customer], _agreement(organisation, now)
    with steps(f"{customer.name}: a year of tickets") as progress:
        past = invent(script.past, agreement, slug=customer.slug, now=now)
        bring_in(organisation, past.rows, past.subjects, source=SOURCE, now=now, progress=progress)
    with steps(f"{customer.name}: what goes on now") as progress:
        play(script.stories, organisation, agreement, customers.people(), now=now, progress=progress)
    if customer == DUINRAND:
        around.tell(organisation, customers.people(), now=now)


def _load_log(organisation: Organisation, *, now: datetime, steps: Steps) -> None:
    """Bring the real incident log in; when the last event is recorded, its clocks are computed."""
    with steps(f"{organisation.name}: reading the incident log") as progress:
        log = large_customer.incidents(now=now, progress=progress)
    with ExitStack() as shown:
        progress = shown.enter_context(steps(f"{organisation.name}: recording what happened"))

        def recorded(done: int, total: int) -> None:
            progress(done, total)
            if done == total:
                shown.enter_context(steps(f"{organisation.name}: computing the clocks"))

        large_customer.record(organisation, log, now=now, progress=recorded)


def _agreement(organisation: Organisation, now: datetime) -> Agreement:
    version = in_force(organisation, now)
    assert version is not None  # noqa: S101  # it was stored a moment ago, and has no end
    return parsed(version)
