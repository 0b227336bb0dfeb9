"""With our own check switched off, PostgreSQL alone keeps one customer's rows from another."""

from __future__ import annotations

import pytest
from django.db import connection

from houvast.portal.accounts import access
from tests.portal.pages.addresses import addresses, let_go
from tests.portal.pages.test_who_sees_what import HIDDEN_FROM, METHODS, QUERIES

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no rules on rows")


@pytest.fixture
def without_our_check(monkeypatch):
    """Let `may`, `visible_rows`, `visible_ticket_rows` and `customers_where` say yes to everybody who is signed in."""
    monkeypatch.setattr(access, "_serves_all", lambda person, _ability: person.is_authenticated)


@pytest.mark.parametrize("who", sorted(HIDDEN_FROM))
def test_nt07_no_answer_holds_a_word_of_another_customer(parts, come, without_our_check, who):
    client = come(who)
    for address in addresses(parts):
        asked = [("get", query) for query in QUERIES] + [(method, "") for method in METHODS if method != "get"]
        for method, query in asked if address.name != "accounts:sign-out" else ():
            answer = getattr(client, method)(address.path + query)
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            let_go(answer)
            words = f"{said.decode(errors='replace')} {dict(answer.headers)}"
            assert not [word for word in HIDDEN_FROM[who] if word in words], (method, address.path + query)
