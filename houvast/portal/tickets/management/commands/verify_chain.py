"""`verify_chain`: look whether anybody changed, removed or inserted what happened to tickets."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from houvast.portal.accounts.models import Organisation, OrganisationKind
from houvast.portal.tickets.chain import verify


class Command(BaseCommand):
    """Verify the chain of every customer, and say where one does not hold; then the exit status is 1."""

    help = "Verify the hash chain over the events of every customer's tickets."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Verify, a line for each customer and for each finding."""
        damaged = 0
        for customer in Organisation.objects.filter(kind=OrganisationKind.CUSTOMER).order_by("name"):
            found = verify(customer)
            damaged += bool(found)
            said = "damaged" if found else "sound"
            self.stdout.write(f"{customer.name}: {customer.chain_length} events, {said}, head {customer.chain_head}")
            for finding in found:
                self.stdout.write(f"  event {finding.sequence}: {finding.damage}")
        if damaged:
            raise CommandError(f"{damaged} of the chains do not hold; see above")
