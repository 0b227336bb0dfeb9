"""The pages of documents: what a customer finds and opens, what the desk keeps and publishes."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houvast.portal.documents import actions
from houvast.portal.documents.models import Document, DocumentVersion, Receipt
from tests.portal.pages.world import NOW


def keep(world, organisation=None, *, title="Handleiding", is_required=False):
    given = actions.Given("handleiding.pdf", BytesIO(b"%PDF-1.7 inhoud"))
    said = {"title": title, "folder": "Beveiliging", "is_required": is_required, "by": world.manager, "now": NOW}
    there = actions.add(organisation or world.duinrand, given, **said)
    actions.publish(there, there.versions.get(), by=world.manager, now=NOW)
    return there


def read(client, there):
    answer = client.get(f"/documents/{there.key}/file/")
    return answer, b"".join(answer.streaming_content)


def test_found_opened_and_confirmed(world, visit):
    there = keep(world, is_required=True)
    keep(world, world.provider, title="Huisregels")
    client = visit(world.contact)
    listed = client.get("/documents/").content.decode()
    for word in ("Handleiding", "Huisregels", "Beveiliging", "Graag bevestigen"):
        assert word in listed
    assert "Huisregels" not in client.get("/documents/?q=hand").content.decode()
    client.post(f"/documents/{there.key}/confirmation/")
    assert not Receipt.objects.exists()
    answer, content = read(client, there)
    assert content == b"%PDF-1.7 inhoud"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    client.post(f"/documents/{there.key}/confirmation/")
    assert [each.read for each in Receipt.objects.filter(person=world.contact)] == ["opened", "confirmed"]
    assert "Handleiding" not in client.get("/documents/?show=unread").content.decode()
    assert "Tessa Expeditie" in visit(world.manager).get(f"/desk/documents/{there.key}/").content.decode()


@pytest.mark.parametrize("what", ["", "file/"])
def test_nt03_the_key_of_another_customers_document_opens_nothing(world, visit, what):
    theirs = keep(world, world.zilvermeeuw)
    assert visit(world.contact).get(f"/documents/{theirs.key}/{what}").status_code == 404
    assert len(theirs.key) == 32
    assert not Receipt.objects.exists()


def test_withdrawn_is_gone_for_the_customer(world, visit):
    there = keep(world)
    assert visit(world.manager).post(f"/desk/documents/{there.key}/publishing/", {"version": "none"}).status_code == 302
    for what in ("", "file/"):
        assert visit(world.contact).get(f"/documents/{there.key}/{what}").status_code == 404


def test_kept_at_the_desk_for_every_customer(world, visit):
    client = visit(world.manager)
    said = {"organisation": "noorderlicht", "title": "Voor allen", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    assert client.post("/desk/documents/adding/", said).status_code == 302
    there = Document.objects.get()
    assert "Voor allen" not in visit(world.contact).get("/documents/").content.decode()
    visit(world.manager).post(f"/desk/documents/{there.key}/publishing/", {"version": "1"})
    for person in (world.contact, world.other):
        assert "Voor allen" in visit(person).get("/documents/").content.decode()
    again = {"file": SimpleUploadedFile("b.pdf", b"%PDF-1.7 2")}
    assert visit(world.manager).post(f"/desk/documents/{there.key}/version/", again).status_code == 302
    assert there.versions.count() == 2


@pytest.mark.parametrize("number", ["", "9", "x", "-1", "99999999999", "1'", "\0"])
def test_nt10_what_is_no_version_is_not_published(world, visit, number):
    there = keep(world)
    answer = visit(world.manager).post(f"/desk/documents/{there.key}/publishing/", {"version": number})
    assert answer.status_code == 422
    assert there.publications.count() == 1


@pytest.mark.parametrize("who", ["agent", "contact", "owner", "other"])
def test_nt08_who_may_not_keep_documents_cannot(world, visit, who):
    there, client = keep(world), visit(getattr(world, who))
    said = {"organisation": "duinrand", "title": "x", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    for path in ("adding/", f"{there.key}/version/", f"{there.key}/publishing/"):
        assert client.post(f"/desk/documents/{path}", said | {"version": "none"}).status_code == 404
    assert DocumentVersion.objects.count() == 1


def test_pages_answer_whatever_the_volume(world, visit, django_assert_max_num_queries):
    for number in range(55):
        keep(world, title=f"Document {number}")
    key = Document.objects.first().key
    for person, paths in (
        (world.contact, ["/documents/", f"/documents/{key}/"]),
        (world.manager, ["/desk/documents/", f"/desk/documents/{key}/", "/desk/documents/?customer=duinrand&q=1"]),
    ):
        client = visit(person)
        for path in paths:
            with django_assert_max_num_queries(20, info=path):
                assert client.get(path).status_code == 200
