"""Invoices come once, are paid, disputed and answered; how they stand follows from that and from the day."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.files.models import StoredFile
from houvast.portal.invoices import actions, queries, refusals
from houvast.portal.invoices.models import Invoice, InvoiceEvent
from tests.portal.invoices.documents import document, manifest, simple
from tests.portal.world import NOW

TODAY = date(2026, 11, 23)
DUE = "<cbc:DueDate>2015-01-09</cbc:DueDate>"


def take(world, content=None, customer=None, by=None):
    invoice, _new = actions.import_invoice(
        customer or world.acme, content or simple(), name="invoice.xml", by=by, now=NOW
    )
    return invoice


def stands(invoice, today=TODAY):
    row = queries.standing(Invoice.objects.filter(pk=invoice.pk), today=today).get()
    return row.status, row.open_cents


def credit(number, of):
    """Make a credit note of the small invoice."""
    text = simple(number).decode().replace("Invoice-2", "CreditNote-2").replace("<Invoice ", "<CreditNote ")
    text = text.replace("</Invoice>", "</CreditNote>").replace("InvoiceLine", "CreditNoteLine")
    text = text.replace("InvoicedQuantity", "CreditedQuantity").replace(DUE, "")
    text = text.replace(
        "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>"
    )
    reference = f"<cac:InvoiceDocumentReference><cbc:ID>{of}</cbc:ID></cac:InvoiceDocumentReference>"
    reference = f"<cac:BillingReference>{reference}</cac:BillingReference>"
    at = text.index("<cac:AccountingSupplierParty>")
    return (text[:at] + reference + text[at:]).encode()


@pytest.mark.parametrize("row", [row for row in manifest() if row["expected_by_filename"] != "error"][::5])
def test_what_is_kept_are_the_totals_of_the_manifest(world, row):
    invoice = take(world, document(row["file"]))
    kept = Invoice.objects.get(pk=invoice.pk)
    assert kept.payable == Decimal(row["payable"])
    assert kept.content["totals"]["with_tax"] == row["tax_inclusive"]


def test_the_same_file_again_is_the_invoice_that_exists(world):
    first = take(world)
    again, is_new = actions.import_invoice(world.acme, simple(), name="again.xml", by=None, now=NOW)
    assert (again.pk, is_new) == (first.pk, False)
    assert StoredFile.objects.count() == 1


def test_nt36_a_number_used_again_with_other_content_is_refused(world):
    take(world)
    changed = simple(**{"SimplerInvoicing test invoice": "Something else"})
    with pytest.raises(refusals.NumberUsedAgain) as refusal:
        take(world, changed)
    assert refusal.value.number == "2026-001"
    assert Invoice.objects.count() == 1
    assert StoredFile.objects.count() == 1


def test_nt36_a_number_is_the_suppliers_whatever_the_customer(world):
    take(world)
    with pytest.raises(refusals.NumberUsedAgain):
        take(world, customer=world.other)


def test_an_invoice_for_another_customer_is_refused_once_the_buyer_is_known(world):
    take(world)
    with pytest.raises(refusals.BuyerIsAnother) as refusal:
        take(world, simple("2026-002"), customer=world.other)
    assert refusal.value.buyer == "0106:11111111"


@pytest.mark.parametrize("model", [Invoice, InvoiceEvent])
def test_nt36_facts_are_never_changed(world, model):
    invoice = take(world)
    actions.record_payment(invoice, amount=Decimal(1), paid_on=TODAY, by=world.manager, now=NOW)
    for deed in (
        lambda: model.objects.update(recorded_at=NOW + timedelta(days=1)),
        lambda: model.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


@pytest.mark.parametrize(
    ("due", "today", "status"),
    [("2026-11-22", TODAY, "overdue"), ("2026-11-23", TODAY, "open"), ("2026-11-24", TODAY, "open")],
)
def test_what_is_due_today_is_not_overdue(world, due, today, status):
    invoice = take(world, simple(**{DUE: DUE.replace("2015-01-09", due)}))
    assert stands(invoice, today) == (status, 24200)


def test_paid_in_parts_and_taken_back(world):
    invoice = take(world)

    def pay(amount):
        actions.record_payment(invoice, amount=Decimal(amount), paid_on=TODAY, by=world.manager, now=NOW)
        return stands(invoice)

    assert pay("0.10") == ("overdue", 24190)
    assert pay("0.20") == ("overdue", 24170)
    assert pay("241.70") == ("paid", 0)
    assert pay("-241.70") == ("overdue", 24170)


@pytest.mark.parametrize("amount", ["0", "242.01", "-0.01", "0.001", "1E+30", "-1E+30"])
def test_nt33_an_amount_that_cannot_be_is_refused(world, amount):
    with pytest.raises(refusals.AmountNotPossible):
        actions.record_payment(take(world), amount=Decimal(amount), paid_on=TODAY, by=world.manager, now=NOW)


def test_a_payment_of_tomorrow_is_refused(world):
    with pytest.raises(refusals.PaidInTheFuture):
        actions.record_payment(
            take(world), amount=Decimal(1), paid_on=TODAY + timedelta(days=1), by=world.manager, now=NOW
        )


def test_a_form_that_is_sent_twice_pays_once(world):
    invoice, form = take(world), uuid4()
    said = {"amount": Decimal(100), "paid_on": TODAY, "by": world.manager, "now": NOW, "sent_with": form}
    assert actions.record_payment(invoice, **said).pk == actions.record_payment(invoice, **said).pk
    assert stands(invoice) == ("overdue", 14200)


def test_disputed_answered_and_credited(world):
    invoice = take(world)
    actions.dispute(invoice, reason="Not ordered", by=world.alice, now=NOW)
    assert stands(invoice) == ("disputed", 24200)
    with pytest.raises(refusals.DisputeStands):
        actions.dispute(invoice, reason="Again", by=world.alice, now=NOW)
    actions.answer(invoice, text="You are right", by=world.manager, now=NOW)
    assert stands(invoice) == ("overdue", 24200)
    note = take(world, credit("2026-C1", "2026-001"))
    assert stands(invoice) == ("credited", 0)
    assert stands(note) == ("credit", 0)
    assert queries.credited_by(note) == invoice
    assert list(queries.credits_of(invoice)) == [note]
    with pytest.raises(refusals.NothingOwed):
        actions.record_payment(note, amount=Decimal(1), paid_on=TODAY, by=world.manager, now=NOW)


def test_what_is_owed_adds_up_by_currency(world):
    take(world, simple("1"))
    late = take(world, simple("2", **{DUE: DUE.replace("2015-01-09", "2026-12-24")}))
    actions.record_payment(late, amount=Decimal("0.10"), paid_on=TODAY, by=world.manager, now=NOW)
    rows = queries.standing(queries.invoices_visible_to(world.alice), today=TODAY)
    assert queries.owed(rows) == {"EUR": (Decimal("483.90"), Decimal("242.00"))}


@pytest.mark.parametrize(
    ("who", "deed"),
    [
        ("bob", "dispute"),
        ("charlie", "dispute"),
        ("alice", "pay"),
        ("alice", "answer"),
        ("alice", "take"),
        ("charlie", "pay"),
        ("agent", "pay"),
        ("agent", "take"),
        ("agent", "dispute"),
        ("manager", "dispute"),
    ],
)
def test_nt08_who_may_not_act_cannot(world, who, deed):
    invoice, by = take(world), getattr(world, who)
    deeds = {
        "dispute": lambda: actions.dispute(invoice, reason="no", by=by, now=NOW),
        "answer": lambda: actions.answer(invoice, text="no", by=by, now=NOW),
        "pay": lambda: actions.record_payment(invoice, amount=Decimal(1), paid_on=TODAY, by=by, now=NOW),
        "take": lambda: take(world, simple("9"), by=by),
    }
    with pytest.raises(NotAllowed):
        deeds[deed]()
    assert not InvoiceEvent.objects.exists()


def test_only_who_reads_invoices_sees_them(world):
    take(world)
    assert queries.invoices_visible_to(world.alice).count() == 1
    assert not queries.invoices_visible_to(world.charlie).exists()
    world.acme.memberships.update(reads_invoices=False)
    for person in (world.alice, world.bob):
        person.__dict__.pop("_held", None)
        assert not queries.invoices_visible_to(person).exists()


def test_nt06_every_row_has_its_customer():
    for model in (Invoice, InvoiceEvent):
        assert not model._meta.get_field("organisation").null


def test_the_command_takes_files_and_says_of_each_what_became_of_it(world, tmp_path):
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(simple())
    bad.write_bytes(document("SI-UBL-2.0_BR-NL-1_error_wrong_scheme.xml"))
    for told in ("2026-001 taken", "2026-001 was here already"):
        out = StringIO()
        call_command("import_invoices", str(good), customer="acme", stdout=out)
        assert told in out.getvalue()
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        call_command("import_invoices", str(good), str(bad), customer="acme", stdout=StringIO(), stderr=err)
    assert "BR-NL-1" in err.getvalue()
