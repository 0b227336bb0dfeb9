"""`import_invoices`: take invoices of one customer from files; again is harmless."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from houvast.portal.accounts.models import Organisation, OrganisationKind
from houvast.portal.invoices.actions import import_invoice
from houvast.portal.invoices.refusals import InvoiceRefused, RulesBroken
from houvast.portal.invoices.safe_xml import MOST_BYTES


class Command(BaseCommand):
    """Take invoices and credit notes (UBL 2.1) of one customer; say of each file what became of it."""

    help = "Take invoices and credit notes (UBL 2.1) of one customer; the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the customer and the files."""
        parser.add_argument("files", type=Path, nargs="+")
        parser.add_argument("--customer", required=True, metavar="SLUG")

    def handle(self, *_args: Any, files: list[Path], customer: str, **_more: Any) -> None:
        """Take each by itself; fail at the end when one was refused."""
        there = Organisation.objects.filter(slug=customer, kind=OrganisationKind.CUSTOMER).first()
        if there is None:
            raise CommandError(f"There is no customer {customer}; add_organisation adds one.")
        refused = sum(not self._take(there, file) for file in files)
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused.")

    def _take(self, customer: Organisation, file: Path) -> bool:
        try:
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
            invoice, is_new = import_invoice(customer, content, name=file.name, by=None, now=timezone.now())
        except RulesBroken as refusal:
            for each in refusal.findings:
                if each.is_fatal:
                    self.stderr.write(f"{file}: {each.rule} {each.detail}".rstrip())
            return False
        except (InvoiceRefused, OSError) as refusal:
            self.stderr.write(f"{file}: {refusal}")
            return False
        warned = ", ".join(rule for rule, _detail in invoice.findings)
        told = "taken" if is_new else "was here already"
        self.stdout.write(f"{file}: {invoice.number} {told}" + (f", with warnings: {warned}" if warned else ""))
        return True
