"""Signing in, belonging to no or to several organisations, and the pages for when something is wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from houvast.portal.accounts.models import Membership, Person, Role
from tests.portal.pages.world import PASSWORD


def test_a_wrong_password_is_refused_in_words(world, client):
    answer = client.post("/sign-in/", {"username": world.contact.email, "password": "wrong"}, HTTP_ACCEPT_LANGUAGE="nl")
    assert answer.status_code == 422
    assert "Dit adres en wachtwoord horen niet bij elkaar." in answer.content.decode()


def test_signing_in_leads_to_where_one_was_going(world, client):
    path = f"/tickets/{world.tickets['near'].number}/"
    assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"
    said = {"username": world.contact.email, "password": PASSWORD, "next": path}
    assert client.post("/sign-in/", said).headers["Location"] == path


def test_who_belongs_nowhere_is_told_what_to_do(world, visit):
    alone = Person.objects.create_user("alone@elsewhere.example", PASSWORD, name="Alleen", language="nl")
    answer = visit(alone).get("/tickets/")
    assert answer.status_code == 403
    assert "Vraag uw dienstverlener u toe te voegen." in answer.content.decode()


def test_who_belongs_to_two_organisations_looks_at_one_at_a_time(world, visit):
    Membership.objects.create(person=world.contact, organisation=world.zilvermeeuw, role=Role.CUSTOMER_CONTACT)
    client = visit(world.contact)
    assert "voor Duinrand Logistiek" in client.get("/").content.decode()
    assert "voor Zilvermeeuw Zorg" in client.get("/?organisation=zilvermeeuw").content.decode()
    assert "voor Zilvermeeuw Zorg" in client.get("/tickets/").content.decode()
    assert "Labelprinters" not in client.get("/tickets/?state=all").content.decode()
    assert "voor Duinrand Logistiek" in client.get("/tickets/?organisation=duinrand").content.decode()
    assert "voor Duinrand Logistiek" in client.get("/?organisation=noorderlicht").content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_on(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.contact, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/tickets/new/", {"subject": "x"})
    assert answer.status_code == 403
    assert "Dit formulier stond te lang open" in answer.content.decode()


@pytest.mark.parametrize("code", ["400", "403", "404", "500"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_error_pages_need_nothing_and_lead_on(code, language):
    with translation.override(language):
        page = render_to_string(f"{code}.html")
    assert 'href="/"' in page
    assert f'lang="{language}"' in page
