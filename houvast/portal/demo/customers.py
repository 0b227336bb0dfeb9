"""The organisations of the demo: the provider, and customers with agreements of different kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from houvast.portal.accounts.models import Membership, Organisation, OrganisationKind, Person
from houvast.portal.agreements.actions import store
from houvast.portal.demo import logins
from houvast.portal.demo.example_files import example


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the demo, with its agreement as a file of the examples."""

    slug: str
    name: str
    agreement: str


DUINRAND = Customer(logins.DUINRAND, "Duinrand Logistiek", "20-duinrand-logistiek.yaml")
ZILVERMEEUW = Customer(logins.ZILVERMEEUW, "Zilvermeeuw Zorg", "30-zilvermeeuw-zorg.yaml")
IJSSELKADE = Customer(logins.IJSSELKADE, "IJsselkade Advocaten", "40-ijsselkade-advocaten.yaml")
WADDENKUST = Customer(logins.WADDENKUST, "Waddenkust Industrie", "00-servicenow-incidents.yaml")
CUSTOMERS = (DUINRAND, ZILVERMEEUW, IJSSELKADE, WADDENKUST)


def is_here(slug: str) -> bool:
    """Return whether an organisation of the demo was loaded."""
    return Organisation.objects.filter(slug=slug).exists()


def strangers() -> list[str]:
    """Return the names of organisations that are not of the demo, by name."""
    ours = [logins.NOORDERLICHT, *(customer.slug for customer in CUSTOMERS)]
    return list(Organisation.objects.exclude(slug__in=ours).order_by("name").values_list("name", flat=True))


def make_provider() -> Organisation:
    """Make the provider with its people."""
    provider = Organisation.objects.create(
        name="Noorderlicht ICT", slug=logins.NOORDERLICHT, kind=OrganisationKind.PROVIDER
    )
    _make_people(provider)
    return provider


def make(customer: Customer, *, now: datetime) -> Organisation:
    """Make a customer with its people, and store its agreement."""
    organisation = Organisation.objects.create(name=customer.name, slug=customer.slug, kind=OrganisationKind.CUSTOMER)
    _make_people(organisation)
    file = example(f"agreements/{customer.agreement}")
    store(organisation, file.read_text(encoding="utf-8"), by=None, now=now, name=file.name)
    return organisation


def people() -> dict[str, Person]:
    """Return everybody of the demo that was made, by the name the stories use."""
    made = {person.email: person for person in Person.objects.all()}
    return {key: made[person.email] for key, person in logins.PEOPLE.items() if person.email in made}


def _make_people(organisation: Organisation) -> None:
    for wanted in logins.PEOPLE.values():
        if wanted.organisation == organisation.slug:
            person = Person.objects.create(
                email=wanted.email, name=wanted.name, language=wanted.language, password=_hashed_password()
            )
            Membership.objects.create(person=person, organisation=organisation, role=wanted.role, team=wanted.team)


@cache
def _hashed_password() -> str:
    """Return the password that all of the demo share, as it is stored; hashing takes a while, on purpose."""
    return make_password(logins.PASSWORD)
