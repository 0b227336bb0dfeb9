"""A version is stored at the desk after its findings were shown, and accepted after it was read again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houvast.portal.agreements.models import Acceptance, AgreementVersion
from tests.portal.pages.world import EXAMPLES

NEW = "/desk/customers/duinrand/agreement/new/"
TEXT = (EXAMPLES / "20-duinrand-logistiek.yaml").read_text(encoding="utf-8").replace("99.9%", "99.8%")


def seen(page):
    return re.search(r'name="store" value="(\w+)"', page)[1]


def test_findings_are_shown_before_a_version_is_stored(world, visit):
    client = visit(world.manager)
    answer = client.post(NEW, {"text": TEXT})
    assert answer.status_code == 200
    assert "Bevindingen" in answer.content.decode()
    assert AgreementVersion.objects.filter(customer=world.duinrand).count() == 1
    stored = client.post(NEW, {"text": TEXT.replace("\n", "\r\n"), "store": seen(answer.content.decode())})
    assert stored.headers["Location"] == "/desk/customers/duinrand/agreement/2/"
    assert AgreementVersion.objects.get(customer=world.duinrand, version=2).text == TEXT


def test_a_text_changed_after_the_findings_is_checked_again(world, visit):
    client = visit(world.manager)
    shown = seen(client.post(NEW, {"text": TEXT}).content.decode())
    answer = client.post(NEW, {"text": TEXT + "\n# later\n", "store": shown})
    assert answer.status_code == 200
    assert AgreementVersion.objects.filter(customer=world.duinrand).count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"text": TEXT.replace("calendar", "calendr").replace("office", "offic", 1)}, "Fout"),
        ({"text": "[]"}, "Fout"),
        ({"text": "a: &a [*a]"}, "Fout"),
        ({"text": "\n\n"}, "kies een bestand"),
        ({"file": SimpleUploadedFile("a.yaml", b"\xff\xfe\x00")}, "geen tekst in UTF-8"),
        ({"file": SimpleUploadedFile("a.yaml", b"")}, "kies een bestand"),
        ({"text": "x" * 300_001}, "300000"),
    ],
)  # fmt: skip
def test_what_is_no_agreement_is_refused_in_words(world, visit, said, words):
    answer = visit(world.manager).post(NEW, said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert AgreementVersion.objects.filter(customer=world.duinrand).count() == 1


@pytest.mark.parametrize("who", ["agent", "contact", "owner", "other"])
def test_nt34_nobody_else_stores_a_version(world, visit, who):
    assert visit(getattr(world, who)).post(NEW, {"text": TEXT}).status_code == 404


def path(world):
    return "/agreement/1/acceptance/", AgreementVersion.objects.get(customer=world.duinrand).sha256


def test_the_owner_reads_again_and_accepts_and_both_sides_see_it(world, visit):
    where, sha256 = path(world)
    client = visit(world.owner)
    assert where in client.get("/agreement/").content.decode()
    page = client.get(where).content.decode()
    assert sha256 in page
    assert client.post(where, {"answer": "accepted", "sha256": sha256}).headers["Location"] == "/agreement/1/"
    assert "by Olaf Contract" in client.get("/agreement/").content.decode()
    for who, address in (("contact", "/agreement/"), ("agent", "/desk/customers/duinrand/agreement/")):
        page = visit(getattr(world, who)).get(address).content.decode()
        assert "door Olaf Contract" in page
        assert "acceptance/" not in page


def test_the_desk_sees_an_objection_on_the_card_of_the_customer(world, visit):
    where, sha256 = path(world)
    said = {"answer": "objected", "reason": "Artikel 4 klopt niet.", "sha256": sha256}
    assert visit(world.owner).post(where, said).status_code == 302
    assert "maakt bezwaar tegen versie 1" in visit(world.manager).get("/desk/customers/duinrand/").content.decode()
    assert "Artikel 4 klopt niet." in visit(world.agent).get("/desk/customers/duinrand/agreement/").content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "accepted", "sha256": "0" * 64}, {"answer": "objected"}, {"answer": "yes"}, {},
        {"answer": "objected", "reason": "\x00"}, {"answer": "objected", "reason": "x" * 6000},
    ],
)  # fmt: skip
def test_hostile_answers_are_refused(world, visit, said):
    where, sha256 = path(world)
    answer = visit(world.owner).post(where, {"sha256": sha256, **said})
    assert answer.status_code in {400, 422}
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("who", ["contact", "limited", "other"])
def test_nt01_who_may_not_accept_has_no_such_page(world, visit, who):
    where, sha256 = path(world)
    for answer in (visit(getattr(world, who)).get(where), visit(getattr(world, who)).post(where, {"sha256": sha256})):
        # Zilvermeeuw has a version 1 of its own, which its contact may not accept either
        assert answer.status_code == 404
