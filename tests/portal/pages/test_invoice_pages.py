"""The pages of invoices: what a customer reads and disputes, what the desk takes, records and answers."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.portal.invoices import actions
from houvast.portal.invoices.models import Invoice, InvoiceEvent
from houvast.portal.invoices.queries import standing
from tests.portal.invoices.documents import document, simple
from tests.portal.pages.world import NOW

PAID_ON = "2026-12-28"


@pytest.fixture
def invoice(world):
    return take(world, simple("2026-001"))


def take(world, content, customer=None):
    there, _new = actions.import_invoice(customer or world.duinrand, content, name="f.xml", by=None, now=NOW)
    return there


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def upload(client, slug, *contents):
    files = [SimpleUploadedFile(f"f{place}.xml", content) for place, content in enumerate(contents)]
    return client.post("/desk/invoices/taking/", {"customer": slug, "sent": files})


def test_a_customer_reads_what_is_open_and_an_invoice_in_full(world, visit, invoice):
    client = visit(world.owner)
    listed = client.get("/invoices/").content.decode()
    assert "2026-001" in listed
    assert "€\xa0242.00 is open" in listed
    shown = client.get(f"/invoices/{invoice.key}/").content.decode()
    for word in ("SimplerInvoicing test invoice", "€\xa0200.00", "€\xa042.00", "Overdue", "KVK SITEST00000"):
        assert word in shown
    assert "Open invoices" in client.get("/").content.decode()


def test_who_is_not_granted_invoices_has_no_page_no_menu_and_no_panel(world, visit, invoice):
    world.duinrand.memberships.update(reads_invoices=False)
    client = visit(world.owner)
    for path in ("/invoices/", f"/invoices/{invoice.key}/", f"/invoices/{invoice.key}/invoice.pdf"):
        assert client.get(path).status_code == 404
    assert "/invoices/" not in client.get("/").content.decode()


@pytest.mark.parametrize("what", ["", "invoice.pdf", "invoice.xml"])
def test_nt02_nt03_the_key_of_another_customers_invoice_opens_nothing(world, visit, what):
    theirs = take(world, simple("Z-1"), world.zilvermeeuw)
    assert visit(world.owner).get(f"/invoices/{theirs.key}/{what}").status_code == 404
    assert len(theirs.key) == 32


def test_files_are_handed_out_to_be_saved(world, visit, invoice):
    client = visit(world.owner)
    for what, begin in (("invoice.xml", b"<?xml"), ("invoice.pdf", b"%PDF-")):
        answer = client.get(f"/invoices/{invoice.key}/{what}")
        assert body(answer).startswith(begin)
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_disputed_by_the_owner_and_answered_at_the_desk(world, visit, invoice):
    said = visit(world.owner).post(f"/invoices/{invoice.key}/dispute/", {"reason": "Never ordered"})
    assert said.status_code == 302
    shown = visit(world.manager).get(f"/desk/invoices/{invoice.key}/").content.decode()
    assert "Never ordered" in shown
    answered = visit(world.manager).post(f"/desk/invoices/{invoice.key}/answer/", {"text": "Zie order 47806"})
    assert answered.status_code == 302
    assert "Zie order 47806" in visit(world.owner).get(f"/invoices/{invoice.key}/").content.decode()


@pytest.mark.parametrize(
    ("amount", "status", "open_cents"),
    [
        ("242.00", 302, 0),
        ("0,10", 302, 24190),
        ("242.01", 422, 24200),
        ("-1", 422, 24200),
        ("x", 422, 24200),
        ("", 422, 24200),
    ],
)
def test_a_payment_is_recorded_or_refused(world, visit, invoice, amount, status, open_cents):
    client = visit(world.manager)
    answer = client.post(f"/desk/invoices/{invoice.key}/payment/", {"amount": amount, "paid_on": PAID_ON})
    assert answer.status_code == status
    assert standing(Invoice.objects.all(), today=NOW.date()).get().open_cents == open_cents


def test_several_files_with_a_result_for_each(world, visit):
    bad = document("SI-UBL-2.0_BR-NL-3_error_no_city.xml")
    warned = document("SI-UBL-2.0_BR-NL-26_warning_legalform.xml")
    answer = upload(visit(world.manager), "duinrand", simple("1"), bad, b"no xml", warned)
    words = answer.content.decode()
    assert answer.status_code == 422
    for told in ("Aangenomen: 1", "BR-NL-3", "straat, postcode en plaats", "Het bestand is geen XML.", "BR-NL-26"):
        assert told in words
    assert sorted(Invoice.objects.values_list("number", flat=True)) == ["1", "12115118"]


def test_nt36_a_number_used_again_is_said(world, visit, invoice):
    again = simple("2026-001", **{"SimplerInvoicing test invoice": "Other"})
    assert "2026-001 eerder voor iets anders" in upload(visit(world.manager), "duinrand", again).content.decode()


@pytest.mark.parametrize("who", ["agent", "owner", "contact", "other"])
def test_nt08_who_may_not_keep_invoices_cannot(world, visit, invoice, who):
    client = visit(getattr(world, who))
    assert upload(client, "duinrand", simple("9")).status_code == 404
    for deed, said in (("payment", {"amount": "1", "paid_on": PAID_ON}), ("answer", {"text": "x"})):
        assert client.post(f"/desk/invoices/{invoice.key}/{deed}/", said).status_code == 404
    assert not InvoiceEvent.objects.exists()
    assert Invoice.objects.count() == 1


def test_nt10_fields_that_no_form_has_change_nothing(world, visit, invoice):
    said = {"reason": "no", "deed": "payment", "cents": "24200", "organisation": world.zilvermeeuw.pk, "recorded_by": 1}
    visit(world.owner).post(f"/invoices/{invoice.key}/dispute/", said)
    event = InvoiceEvent.objects.get()
    assert (event.deed, event.cents, event.organisation, event.recorded_by) == (
        "dispute",
        0,
        world.duinrand,
        world.owner,
    )


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=st.fixed_dictionaries(
        {name: st.text(max_size=30) for name in ("status", "year", "q", "sort", "page", "customer", "format")}
    )
)
def test_nt11_whatever_is_asked_of_a_list_it_answers(world, visit, said):
    assert visit(world.owner).get("/invoices/", said).status_code == 200
    assert visit(world.manager).get("/desk/invoices/", said).status_code == 200


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("?status=owed", ["2", "1"]), ("?status=paid", []), ("?year=2015&sort=oldest", ["1", "2"]), ("?q=2", ["2"]),
     ("?year=1999", []), ("?status=overdue&q='", []), ("?q=%00", ["2", "1"])],
)  # fmt: skip
def test_filters_and_order(world, visit, query, numbers):
    for number in ("1", "2"):
        take(world, simple(number))
    joined = "&" if query else "?"
    rows = list(
        csv.DictReader(io.StringIO(visit(world.owner).get(f"/invoices/{query}{joined}format=csv").content.decode()))
    )
    assert [row["number"] for row in rows] == numbers


def test_nt25_a_cell_that_a_spreadsheet_would_run_is_text_and_amounts_stay_numbers(world, visit):
    take(world, simple("=1+1"))
    take(world, document("SI-UBL-2.0_ok_negative.xml"))
    rows = list(csv.DictReader(io.StringIO(visit(world.owner).get("/invoices/?format=csv").content.decode())))
    cells = {row["number"]: row["payable"] for row in rows}
    assert cells["'=1+1"] == "242.00"
    assert Decimal(cells["12115118"].lstrip("'")) == Decimal("-242.00")


HOSTILE = "#read(&quot;/etc/passwd&quot;) &lt;script&gt;alert(1)&lt;/script&gt; $x$ @import \u202e\u0007x".replace(
    "\u0007", ""
)


def test_nt15_hostile_words_stay_words_on_paper_and_on_the_page(world, visit):
    there = take(world, simple("H-1", **{"SimplerInvoicing test invoice": HOSTILE}))
    client = visit(world.owner)
    shown = client.get(f"/invoices/{there.key}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    made = body(client.get(f"/invoices/{there.key}/invoice.pdf"))
    assert made.startswith(b"%PDF-")
    assert b"root:" not in made


def test_pages_answer_whatever_the_volume(world, visit, django_assert_max_num_queries):
    for number in range(55):
        take(world, simple(f"N-{number}"))
    key = Invoice.objects.first().key
    for person, paths in (
        (world.owner, ["/invoices/", f"/invoices/{key}/", "/"]),
        (world.manager, ["/desk/invoices/", f"/desk/invoices/{key}/", "/desk/invoices/?customer=duinrand"]),
    ):
        client = visit(person)
        for path in paths:
            with django_assert_max_num_queries(20, info=path):
                assert client.get(path).status_code == 200
