"""
The services of a customer: which there are, and what they are called.

The agreement names services too; what it names is in the catalogue as soon as the agreement is stored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from houvast.portal.accounts.access import Ability, Someone, demand, visible_rows
from houvast.portal.accounts.models import Language, Organisation, Person
from houvast.portal.agreements.actions import AgreementStored
from houvast.portal.agreements.models import Service
from houvast.portal.agreements.queries import parsed
from houvast.portal.agreements.refusals import NameMissing, NameTaken
from houvast.sla.agreement.model import Agreement

LONGEST = 100


def services_visible_to(person: Someone) -> QuerySet[Service]:
    """Return the services of the customers whose tickets somebody may read."""
    return visible_rows(Service.objects.select_related("customer"), person, Ability.SEE_TICKETS, of="customer")


def services_of(customer: Organisation) -> list[Service]:
    """Return the services that a customer receives now, in the order of their codes."""
    return list(Service.objects.filter(customer=customer, is_active=True))


def named_in(agreement: Agreement) -> list[str]:
    """Return the services an agreement names: those it describes, and those whose availability it promises."""
    promised = [each.service for each in agreement.availability.values() if not each.each]
    asked = [word for rule in agreement.clocks.values() for word in rule.only.get("service", ())]
    asked += [word for target in agreement.targets.values() for word in target.when.get("service", ())]
    return list(dict.fromkeys([*agreement.services, *promised, *asked]))


def titles_in(agreement: Agreement) -> dict[str, dict[str, str]]:
    """Return the services an agreement names, by code, with what it calls them in Dutch and English."""
    return {code[:LONGEST]: _titles(agreement, code) for code in named_in(agreement)}


def keep_in_step(stored: AgreementStored) -> None:
    """Add what a stored agreement names; what somebody called it or ended stays as they left it."""
    customer = stored.version.customer
    known = {code.lower() for code in Service.objects.filter(customer=customer).values_list("code", flat=True)}
    Service.objects.bulk_create(
        Service(customer=customer, code=code, names=names)
        for code, names in titles_in(parsed(stored.version)).items()
        if code.lower() not in known
    )


def _titles(agreement: Agreement, code: str) -> dict[str, str]:
    described = agreement.services.get(code)
    titles = (described.title if described else {}) or agreement.glossary.get(code, {})
    return {language: word[:LONGEST] for language, word in titles.items() if language in Language.values}


@transaction.atomic
def add(customer: Organisation, *, names: Mapping[str, str], by: Person) -> Service:
    """Add a service under its Dutch or English name; raise NameMissing, NameTaken, NotAllowed."""
    demand(by, Ability.MANAGE_CUSTOMERS, customer)
    kept = _kept(names)
    code = next(iter(kept.values()))
    Organisation.objects.select_for_update(no_key=True).get(pk=customer.pk)
    if Service.objects.filter(customer=customer, code__iexact=code).exists():
        raise NameTaken(code)
    return Service.objects.create(customer=customer, code=code, names=kept)


def change(service: Service, *, names: Mapping[str, str], is_active: bool, by: Person) -> None:
    """Call a service something else, end it, or offer it again; raise NameMissing, NotAllowed."""
    demand(by, Ability.MANAGE_CUSTOMERS, service.customer)
    service.names, service.is_active = _kept(names), is_active
    service.save(update_fields=["names", "is_active"])


def _kept(names: Mapping[str, str]) -> dict[str, str]:
    """Return names on one line, Dutch first; raise NameMissing where nothing legible is left."""
    written = {key: _one_line(names.get(key, "")) for key in Language.values}
    kept = {key: name for key, name in written.items() if name}
    if not kept:
        raise NameMissing
    return kept


def _one_line(text: str) -> str:
    legible = "".join(char if unicodedata.category(char) not in {"Cc", "Cf"} else " " for char in text)
    return " ".join(legible.split())[:LONGEST]
