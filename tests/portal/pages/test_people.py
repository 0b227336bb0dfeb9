"""Colleagues, the provider's people, customers: who asks whom in, changes what they may, and lets them leave."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from houvast.portal.accounts.models import AccessDecision, Invitation, Membership, Organisation, Person, Role
from tests.portal.pages.world import PASSWORD, person

ASKED = {"email": "Nel@Duinrand.example", "name": "Nel Nieuw", "language": "nl", "role": "customer-contact",
         "reads_tickets": "own", "reads_documents": "1"}  # fmt: skip


@pytest.fixture
def dora(world):
    """Duinrand's administrator."""
    return person("dora@duinrand.example", "Dora Beheer", world.duinrand, Role.CUSTOMER_ADMINISTRATOR)


def path_in(mail):
    (address,) = re.findall(r"^http://127\.0\.0\.1:8000(/\S+)$", mail.body, re.MULTILINE)
    return address


def test_from_invitation_to_first_page(world, dora, visit, client, mailoutbox):
    assert visit(dora).post("/colleagues/invitation/", ASKED).url == "/colleagues/"
    assert "Nel Nieuw" in client.get("/colleagues/").content.decode()
    client.logout()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["nel@duinrand.example"], "Dora Beheer nodigt u uit voor Duinrand Logistiek")
    path = path_in(mail)
    assert "Welkom bij Duinrand Logistiek" in client.get(path).content.decode()
    assert client.post(path, {"name": "Nel Nieuw", "new_password": "kort"}).status_code == 422
    assert client.post(path, {"name": "Nel Nieuw", "new_password": "een goede zin"}).url == "/"
    assert client.get("/").status_code == 200
    assert client.get("/agreement/").status_code == 404  # was not granted
    nel = Person.objects.get(email="nel@duinrand.example")
    held = nel.memberships.get()
    assert (held.organisation, held.role, held.reads_tickets) == (world.duinrand, "customer-contact", "own")
    assert (held.reads_agreements, held.reads_documents, held.reads_invoices) == (False, True, False)
    client.logout()
    assert client.get(path).status_code == client.post(path, {"new_password": "een goede zin"}).status_code == 410
    assert client.post("/sign-in/", {"username": nel.email, "password": "een goede zin"}).status_code == 302


def test_nt09_nt10_nobody_gets_more_than_the_form_gives(world, dora, visit, mailoutbox):
    """Parameters named like fields or flags change nothing; a role of another kind is none."""
    client = visit(dora)
    more = {"organisation": world.zilvermeeuw.pk, "is_provider": "1", "is_active": "1", "team": "x", "invited_by": "1",
            "organisation_id": world.provider.pk, "ignore_permissions": "1", "accepted_by": "1"}  # fmt: skip
    client.post("/colleagues/invitation/", ASKED | more)
    asked = Invitation.objects.get()
    assert (asked.organisation, asked.invited_by, asked.team, asked.accepted_by) == (world.duinrand, dora, "", None)
    for role in ("agent", "service-manager", "operator", "auditor", "", "x", ["agent", "customer-contact"][0]):
        answer = client.post("/colleagues/invitation/", ASKED | {"role": role, "email": "x@duinrand.example"})
        assert answer.status_code == 422, role
    held = world.contact.memberships.get()
    for role in ("operator", "agent"):
        assert client.post(f"/colleagues/{held.pk}/", {"role": role, "reads_tickets": "all"}).status_code == 422
    fields = {"role": "customer-owner", "reads_tickets": "own", "person": dora.pk, "pk": 1, "id": 1} | more
    assert client.post(f"/colleagues/{held.pk}/", fields).status_code == 302
    held.refresh_from_db()
    assert (held.organisation, held.person, held.role, held.team) == (
        world.duinrand, world.contact, "customer-owner", "",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["contact", "owner", "other"])
def test_nt09_who_manages_nobody_changes_nobody(world, visit, who):
    client = visit(getattr(world, who))
    mine = getattr(world, who).memberships.get()
    paths = ["/colleagues/", "/colleagues/invitation/", f"/colleagues/{mine.pk}/", f"/colleagues/{mine.pk}/end/"]
    before = list(Membership.objects.order_by("pk").values())
    for path in paths:
        assert client.post(path, ASKED | {"role": "customer-administrator"}).status_code == 404
    assert list(Membership.objects.order_by("pk").values()) == before
    assert not Invitation.objects.exists()
    assert AccessDecision.objects.filter(by=getattr(world, who), deed="refused").count() == len(paths)


def test_what_matters_asks_again_who_one_is(world, dora, client, mailoutbox):
    """NT09: a session that was left open ten minutes ago changes nobody's role."""
    client.force_login(dora, backend="django.contrib.auth.backends.ModelBackend")
    held = world.contact.memberships.get()
    for path in ("/colleagues/invitation/", f"/colleagues/{held.pk}/", f"/colleagues/{held.pk}/end/"):
        answer = client.post(path, ASKED, headers={"referer": "http://testserver/colleagues/"})
        assert answer.url.startswith("/sign-in/again/?next=%2Fcolleagues%2F")
    assert client.post("/sign-in/again/", {"password": "wrong", "next": "/colleagues/"}).status_code == 422
    assert client.post("/sign-in/again/", {"password": PASSWORD, "next": "//evil.example"}).url == "/"
    assert client.post("/colleagues/invitation/", ASKED).status_code == 302


def test_somebody_elses_colleague_does_not_exist(world, dora, visit):
    """NT02."""
    client = visit(dora)
    theirs = world.other.memberships.get()
    for path in (f"/colleagues/{theirs.pk}/", f"/colleagues/{theirs.pk}/end/", "/colleagues/99999999999/"):
        assert client.post(path, {"role": "customer-contact", "reads_tickets": "own"}).status_code == 404
    assert client.post("/colleagues/invitations/1/sending/").status_code == 404


def test_the_last_administrator_stays(world, dora, visit):
    client = visit(dora)
    mine = dora.memberships.get()
    answer = client.post(f"/colleagues/{mine.pk}/", {"role": "customer-contact", "reads_tickets": "all"})
    assert answer.status_code == 422
    client.post(f"/colleagues/{mine.pk}/end/")
    assert Membership.objects.filter(pk=mine.pk, role="customer-administrator").exists()
    person("second@duinrand.example", "Twee", world.duinrand, Role.CUSTOMER_ADMINISTRATOR)
    client.post(f"/colleagues/{mine.pk}/end/")
    assert not Membership.objects.filter(pk=mine.pk).exists()


def test_who_leaves_loses_sessions_and_comes_back_by_invitation_only(world, dora, client, mailoutbox):
    from django.test import Client

    theirs = Client()
    theirs.post("/sign-in/", {"username": world.contact.email, "password": PASSWORD})
    assert theirs.get("/").status_code == 200
    client.post("/sign-in/", {"username": dora.email, "password": PASSWORD})
    held = world.contact.memberships.get()
    assert client.post(f"/colleagues/{held.pk}/end/").url == "/colleagues/"
    assert theirs.get("/").status_code == 302
    assert theirs.post("/sign-in/", {"username": world.contact.email, "password": PASSWORD}).status_code == 422
    client.post("/colleagues/invitation/", ASKED | {"email": world.contact.email})
    assert theirs.post(path_in(mailoutbox[-1]), {"name": "Terug", "new_password": "een nieuwe zin"}).url == "/"
    assert theirs.get("/").status_code == 200
    assert Person.objects.get(email=world.contact.email) == world.contact


def test_an_invitation_is_sent_again_and_withdrawn(world, dora, visit, client, mailoutbox):
    visit(dora).post("/colleagues/invitation/", ASKED)
    first, asked = path_in(mailoutbox[0]), Invitation.objects.get()
    client.post(f"/colleagues/invitations/{asked.pk}/sending/")
    second = path_in(mailoutbox[1])
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    client.post(f"/colleagues/invitations/{asked.pk}/withdrawal/")
    assert client.get(second).status_code == 410
    assert client.post(f"/colleagues/invitations/{asked.pk}/withdrawal/").status_code == 302  # says so, changes nothing


def test_nt18_a_link_is_not_enough_to_become_somebody_who_is_here(world, visit, client, mailoutbox):
    """Who is known accepts signed in as themselves, and nobody sets a password of theirs by an invitation."""
    visit(world.manager).post("/desk/customers/zilvermeeuw/people/invitation/", ASKED | {"email": world.contact.email})
    path = path_in(mailoutbox[0])
    client.logout()
    assert client.post(path, {"name": "X", "new_password": "een goede zin"}).status_code == 422
    assert Person.objects.get(pk=world.contact.pk).check_password(PASSWORD)
    visit(world.other)
    assert client.post(path).status_code == 422
    visit(world.contact)
    assert client.post(path).url == "/"
    assert {held.organisation.slug for held in world.contact.memberships.all()} == {"duinrand", "zilvermeeuw"}


def test_the_provider_asks_in_its_own_people_and_a_customers(world, visit, mailoutbox):
    client = visit(world.manager)
    said = {"email": "a@noorderlicht.example", "name": "A", "language": "en", "role": "auditor", "team": "Netwerk"}
    assert client.post("/desk/people/invitation/", said).url == "/desk/people/"
    assert client.post("/desk/people/invitation/", said | {"role": "customer-owner"}).status_code == 422
    assert client.post("/desk/customers/duinrand/people/invitation/", ASKED | {"role": "agent"}).status_code == 422
    assert Invitation.objects.get().organisation == world.provider
    visit(world.agent)
    assert client.get("/desk/people/").status_code == client.post("/desk/people/invitation/", said).status_code == 404


def test_a_customer_is_added_and_changed(world, visit):
    client = visit(world.manager)
    said = {"name": "Bakkerij Blauw B.V.", "language": "nl", "timezone": "Europe/Amsterdam"}
    assert client.post("/desk/customers/new/", said).url == "/desk/customers/bakkerij-blauw-bv/people/"
    assert client.post("/desk/customers/new/", said).url == "/desk/customers/bakkerij-blauw-bv-2/people/"
    assert client.post("/desk/customers/new/", said | {"name": "New"}).url == "/desk/customers/customer/people/"
    assert client.post("/desk/customers/new/", said | {"name": "日本"}).url == "/desk/customers/customer-2/people/"
    for wrong in ({"timezone": "Mars"}, {"language": "xx"}, {"name": ""}, {"name": "x" * 300}):
        assert client.post("/desk/customers/new/", said | wrong).status_code == 422
    more = {"name": "Blauw", "slug": "x", "kind": "provider", "chain_head": "x", "chain_length": "9"}
    assert client.post("/desk/customers/bakkerij-blauw-bv/edit/", said | more).status_code == 302
    blauw = Organisation.objects.get(slug="bakkerij-blauw-bv")
    assert (blauw.name, blauw.kind, blauw.chain_head, blauw.chain_length) == ("Blauw", "customer", "", 0)


def test_lists_filter_sort_and_export(world, dora, visit):
    client = visit(dora)
    assert "Tessa" not in client.get("/colleagues/?q=dora").content.decode()
    assert "Olaf" in client.get("/colleagues/?role=customer-owner&sort=role").content.decode()
    assert "Niemand voldoet" in client.get("/colleagues/?q=nobody").content.decode()
    assert "dora@duinrand.example" in client.get("/colleagues/?format=csv").content.decode()
    assert client.get("/colleagues/?role=x&sort=y&page=z").status_code == 200


def test_the_audit_trail_says_who_did_what_about_whom(world, dora, visit, client, mailoutbox):
    client.post("/sign-in/", {"username": dora.email, "password": "wrong"})
    visit(dora).post("/colleagues/invitation/", ASKED)
    client.post(
        f"/colleagues/{world.contact.memberships.get().pk}/", {"role": "customer-owner", "reads_tickets": "own"}
    )
    visit(world.manager)
    page = client.get("/desk/audit/").content.decode()
    for said in ("Aanmelden mislukt", "Uitnodiging verstuurd", "role: customer-contact → customer-owner", "127.0.0.1"):
        assert said in page
    assert (
        "Uitnodiging verstuurd" not in client.get("/desk/audit/?deed=role-changed").content.decode().split("<tbody>")[1]
    )
    text = client.get("/desk/audit/?q=dora&format=csv").content.decode()
    assert "role-changed,dora@duinrand.example,contact@duinrand.example,duinrand,127.0.0.1" in text
    for odd in ("?from=2026-13-45&until=x", "?deed=x&page=0", "?q=%00", "?q=999.1", "?from=2027-01-01"):
        assert client.get(f"/desk/audit/{odd}").status_code == 200
    visit(world.agent)
    assert client.get("/desk/audit/").status_code == 404


def test_lines_of_the_audit_trail_are_never_changed(world, visit, client):
    from django.db import DatabaseError, transaction

    client.post("/sign-in/", {"username": world.contact.email, "password": PASSWORD})
    for change in (lambda rows: rows.update(deed="ended"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(AccessDecision.objects.all())


def test_the_provider_may_ask_its_people_for_a_second_factor(world, visit, settings):
    settings.SECOND_FACTOR_AT_THE_DESK = True
    client = visit(world.agent)
    assert client.get("/desk/").url == reverse("profile:profile")
    page = client.get("/profile/").content.decode()
    assert "tweede factor" in page
    assert "Werklijst" not in page
    visit(world.contact)
    assert client.get("/").status_code == 200
