"""Who reads invoices is told that one came, who reads documents that one may be read; nobody else."""

from io import BytesIO

import pytest

from houvast.portal.accounts.models import Membership
from houvast.portal.documents import actions as documents
from houvast.portal.invoices import actions as invoices
from houvast.portal.notices.models import Notice, Subject
from tests.portal.invoices.documents import simple
from tests.portal.world import NOW


def told(subject):
    return {notice.recipient.name for notice in Notice.objects.filter(subject=subject).select_related("recipient")}


@pytest.fixture
def granted(world):
    """Bob reads neither invoices nor documents; Alice and Dora do."""
    Membership.objects.filter(person=world.bob).update(reads_invoices=False, reads_documents=False)
    return world


def test_an_invoice_is_told_to_who_reads_invoices(granted):
    invoice, _new = invoices.import_invoice(granted.acme, simple("F1"), name="f.xml", by=None, now=NOW)
    assert told(Subject.INVOICE) == {"Alice", "Dora"}
    notice = Notice.objects.filter(subject=Subject.INVOICE).first()
    assert (notice.about, notice.address) == (invoice.number, f"/invoices/{invoice.key}/")


def test_an_invoice_that_was_taken_before_is_told_to_nobody_again(granted):
    for _ in range(2):
        invoices.import_invoice(granted.acme, simple("F1"), name="f.xml", by=None, now=NOW)
    assert Notice.objects.filter(subject=Subject.INVOICE).count() == 2  # Alice, Dora


def publish(world, organisation):
    given = documents.Given("plan.txt", BytesIO(b"plan"))
    said = {"title": "Plan", "folder": "", "is_required": False, "by": world.manager, "now": NOW}
    made = documents.add(organisation, given, **said)
    documents.publish(made, made.versions.get(), by=world.manager, now=NOW)
    return made


def test_a_document_is_told_when_it_is_published_and_not_when_it_is_withdrawn(granted):
    made = publish(granted, granted.acme)
    assert told(Subject.DOCUMENT) == {"Alice", "Dora"}
    documents.withdraw(made, by=granted.manager, now=NOW)
    assert Notice.objects.filter(subject=Subject.DOCUMENT).count() == 2


def test_a_document_for_every_customer_is_mailed_to_nobody(granted):
    publish(granted, granted.provider)
    assert told(Subject.DOCUMENT) == set()
