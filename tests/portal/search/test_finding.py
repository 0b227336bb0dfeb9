"""
What is found, by whom.

NT04: what somebody may not read moves nothing that they see. NT11: no input is an operator.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.portal.accounts.models import Membership, Person
from houvast.portal.knowledge import actions as articles
from houvast.portal.knowledge.models import Audience
from houvast.portal.search import queries
from houvast.portal.search.actions import index_tickets
from houvast.portal.search.models import ArticleWords, TicketWords
from houvast.portal.tickets import actions
from houvast.portal.tickets.intake import bring_in
from houvast.portal.tickets.models import Ticket, TicketEvent
from tests.portal.world import HOUR, MINUTE, NOW

POSTGRESQL = connection.vendor == "postgresql"


def opened(world, subject, text="Zie bijlage.", by=None, customer=None, **said):
    customer = customer or world.acme
    by = by or (world.bob if customer == world.acme else world.charlie)
    return actions.open_ticket(organisation=customer, subject=subject, text=text, by=by, now=NOW, **said)


def found(person, text, **more):
    return [hit.key for hit in queries.tickets(person, text, **more)]


WORDS = [
    # written, asked, found on SQLite, found on PostgreSQL
    ("storing", "storing", True, True),
    ("storingen", "storing", True, True),  # a word also finds those that begin with it
    ("storing", "storingen", False, True),  # stems: PostgreSQL only
    ("printers", "printer", True, True),
    ("printer", "printers", False, True),
    ("outages", "outage", True, True),
    ("connected", "connecting", False, True),
    ("facturen", "factuur", False, True),
    ("Zoë", "zoe", True, True),
    ("zoe", "ZOË", True, True),
    ("België", "belgie", True, True),
    ("e-mail", "e-mail", True, True),
    ("e-mail", "mail", True, True),
    ("WMS_kast", "kast", True, True),
    ("Labels drukken dubbel", "dubbel labels", True, True),
    ("Labels drukken dubbel", '"labels drukken"', True, True),
    ("Labels drukken dubbel", '"drukken labels"', False, False),
    ("Labels drukken dubbel", "labels -dubbel", False, False),
    ("Labels drukken dubbel", "labels -enkel", True, True),
    ("Labels drukken dubbel", "lab druk", True, True),
    ("Labels drukken dubbel", "abels", False, False),
    (
        "Labels drukken dubbel",
        '"label"',
        False,
        True,
    ),  # quoted; PostgreSQL knows the stem too
    ("Labels drukken dubbel", "-labels", False, False),
    ("naam@bedrijf.nl werkt niet", "bedrijf", True, True),
    ("poort 8443", "8443", True, True),
    ("C:\\temp\\map", "temp", True, True),
    ("it’s “quoted” – dash…end", "end", True, True),
]


@pytest.mark.parametrize(("written", "asked", "sqlite", "postgresql"), WORDS)
def test_which_words_find_which(world, written, asked, sqlite, postgresql):
    for text in ({"subject": written}, {"subject": "Vraag", "text": written}):
        opened(world, **text)
    expected = 2 if (postgresql if POSTGRESQL else sqlite) else 0
    assert len(found(world.bob, asked)) == expected
    assert len(found(world.agent, asked)) == expected


def test_the_title_comes_first_then_the_newest_and_a_number_before_all(world):
    text, old, new = opened(world, "Iets", "printer"), opened(world, "Printer oud"), opened(world, "Printer nieuw")
    order = [str(ticket.number) for ticket in (new, old, text)]
    assert found(world.bob, "printer") == order
    opened(world, f"Vervolg op {text.number}")
    assert found(world.bob, f"#{text.number}")[0] == str(text.number)
    assert found(world.agent, str(text.number))[0] == str(text.number)


def test_of_very_many_the_best_are_kept_and_only_what_is_looked_at_is_read(world, django_assert_num_queries):
    tickets = [
        Ticket(organisation=world.acme, number=5000 + place, subject="Printer", opened_at=NOW, watched_from=NOW)
        for place in range(queries.MOST_FOUND + 20)
    ]
    index_tickets([ticket.pk for ticket in Ticket.objects.bulk_create(tickets)])
    last = opened(world, "Vraag", "over een printer")
    hits = queries.tickets(world.agent, "printer")
    assert len(hits) == queries.MOST_FOUND
    assert str(last.number) not in [hit.key for hit in hits]
    with django_assert_num_queries(1):
        assert [hit.key for hit in hits[:2]] == [
            str(5000 + queries.MOST_FOUND + 19),
            str(5000 + queries.MOST_FOUND + 18),
        ]
    assert hits[0].key == hits[:1][0].key


CANARY = "kanariegeel"


@pytest.fixture
def hidden(world):
    """What Acme's people may not read, all of it with one word."""
    theirs = opened(world, f"{CANARY} van Other", CANARY, customer=world.other, service=CANARY)
    ours = opened(world, "Van Acme", "Gewoon")
    actions.note(ours, text=f"intern {CANARY}", by=world.agent, now=NOW + MINUTE)
    words = {"nl": CANARY}
    for audience, customers in ((Audience.INTERNAL, []), (Audience.CHOSEN, [world.other])):
        article = articles.write(None, title=words, body=words, by=world.agent, now=NOW).article
        articles.show_to(article, audience=audience, customers=customers, by=world.manager, now=NOW)
        articles.publish(article, number=1, by=world.manager, now=NOW)
    articles.write(None, title=words, body=words, by=world.agent, now=NOW)
    return theirs, ours


@pytest.mark.parametrize("who", ["alice", "bob", "dora", "stranger"])
@pytest.mark.parametrize("asked", [CANARY, CANARY[:5], f'"{CANARY}"', f"intern {CANARY}", f"{CANARY} klant:other"])
def test_nt04_what_somebody_may_not_read_is_not_found(world, hidden, who, asked):
    person = getattr(world, who)
    assert found(person, asked) == found(person, asked, organisation=world.acme) == []
    assert not queries.tickets_about(person, asked)
    assert queries.articles(person, asked) == queries.articles(person, asked, organisation=world.acme) == []
    assert queries.suggestions(person, world.acme, asked) == []
    assert queries.people(person, "charlie") == []
    assert queries.customers(person, "other") == []


def test_nt04_nor_does_it_move_what_they_do_see(world, hidden):
    """The same answers in the same order, whatever stands in another's tickets."""
    mine = [opened(world, f"Scanner {number}", "printer hal") for number in range(5)]
    asked = ("scanner printer", "scanner OR printer", "scan")
    before = [list(queries.tickets(world.bob, text)) for text in asked]
    for number in range(20):
        opened(world, "scanner printer", "scanner printer hal", customer=world.other)
        actions.note(mine[number % 5], text="scanner scanner scanner", by=world.agent, now=NOW + HOUR)
    assert [list(queries.tickets(world.bob, text)) for text in asked] == before


def test_nt04_another_customers_scope_does_not_open_it(world, hidden):
    theirs, _ours = hidden
    for asked in (f"o{world.other.pk}", f"scope:o{world.other.pk}", f"o{world.other.pk} {CANARY}"):
        assert str(theirs.number) not in found(world.bob, asked)
    assert found(world.bob, f"{CANARY}", organisation=world.other) == []


def test_those_who_may_find_it(world, hidden):
    """Else the tests above could not fail."""
    theirs, ours = hidden
    assert set(found(world.agent, CANARY)) == {str(theirs.number), str(ours.number)}
    assert found(world.agent, f"{CANARY} customer:other") == [str(theirs.number)]
    assert found(world.charlie, CANARY) == [str(theirs.number)]
    assert len(queries.articles(world.agent, CANARY)) == 3
    assert (
        len(queries.articles(world.charlie, CANARY))
        == len(queries.suggestions(world.charlie, world.other, CANARY))
        == 1
    )
    assert [hit.key for hit in queries.people(world.agent, "charlie")] == ["other"]
    assert [hit.key for hit in queries.customers(world.agent, "oth")] == ["other"]
    (internal,) = [hit for hit in queries.tickets(world.agent, CANARY) if hit.key == str(ours.number)]
    assert internal.internal and CANARY in "".join(piece.text for piece in internal.snippet)


def test_who_reads_their_own_tickets_finds_only_those(world):
    mine, theirs = opened(world, "Printer van mij"), opened(world, "Printer van Alice", by=world.alice)
    assert len(found(world.bob, "printer")) == 2
    Membership.objects.filter(person=world.bob).update(reads_tickets="own")
    assert found(Person.objects.get(pk=world.bob.pk), "printer") == [str(mine.number)]
    assert theirs.reported_by == world.alice


HOSTILE = [
    "", " ", "\0", "'", '"', '""', "\\", "%", "_", "*", "-", "--", "- -", "(", ")", "()", "NOT", "AND", "OR", "NEAR",
    "a AND", "a OR", "NOT a", "a NOT", "NEAR(a b)", "title:a", "{title}:a", "title : a", "internal:intern", "^a", "a*",
    "a**", "a + b", "a & b", "a | b", "!a", "a <-> b", "a:*", "a:A", "':*", "a' | 'b", "'; DROP TABLE x; --",
    "' OR 1=1 --", '" OR "1"="1', "1; SELECT pg_sleep(5)", "'||pg_sleep(5)||'", "${7*7}", "{{7*7}}", "<script>",
    "klant:", "customer:", "klant:-", 'klant:"', "-klant:x", "#", "##1", "#99999999999999999999", "9" * 400,
    "a" * 5000, "a " * 500, "é" * 300, "🎉", "你好 世界", "\u202e", "\ud83d", "ß", "İ", "Ǆ", "½", "²", "٣", "\r\n\t",
    "e-mail@x.nl", "http://x.nl/?a=b&c=d", "1.2.3", "12e5", "-12", "a'b", "o'neil", "\x01\x1f", "%s %d %(x)s",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nt11_anything_at_all_gives_an_answer(world, hidden, text):
    answered(world, text)


pieces = st.sampled_from([*HOSTILE[1:60], "printer", CANARY, " ", '"', "-", "*", ":", "'"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pieces | st.text(max_size=12), max_size=6).map("".join))
def test_nt11_so_does_any_mixture(world, hidden, text):
    answered(world, text)


def answered(world, text):
    for person in (world.bob, world.agent):
        hits = [*queries.tickets(person, text), *queries.articles(person, text), *queries.customers(person, text)]
        hits += queries.people(person, text)
        list(queries.tickets_about(person, text))
        assert person != world.bob or not [hit for hit in hits if CANARY in repr(hit)]
    queries.suggestions(world.bob, world.acme, text)


def rows():
    return [list(model.objects.order_by("pk").values_list()) for model in (TicketWords, ArticleWords)]


def test_rebuilding_gives_what_was_kept_up_to_date(world, hidden):
    _theirs, ours = hidden
    actions.reply(ours, text="Publiek antwoord", by=world.agent, now=NOW + HOUR)
    note = TicketEvent.objects.get(
        ticket=ours, kind=TicketEvent.objects.filter(ticket=ours).order_by("sequence")[1].kind
    )
    actions.correct(note, by=world.manager, now=NOW + HOUR, reason="verkeerd ticket", becomes="withdrawn")
    actions.merge(opened(world, "Dubbel"), into=ours, by=world.agent, now=NOW + HOUR, reason="zelfde zaak")
    kept = rows()
    call_command("rebuild_search")
    assert rows() == kept
    assert found(world.agent, CANARY)
    TicketWords.objects.filter(pk=ours.pk).delete()
    assert not found(world.agent, "antwoord")
    call_command("rebuild_search", missing=True)
    assert rows() == kept
    assert found(world.bob, "antwoord") == [str(ours.number)]
    assert found(world.bob, "verkeerd") == []  # the reason of correcting a note is as internal as the note
    assert found(world.agent, "zelfde zaak")


def test_what_was_erased_is_found_no_more(world):
    ticket = opened(world, "Vraag", "Mevrouw Janssen belde")
    assert found(world.bob, "janssen")
    actions.erase_text(ticket.events.get(), by=world.operator)
    assert found(world.bob, "janssen") == found(world.agent, "janssen") == []


def test_an_import_is_found(world):
    log = [{"ticket": "INC-77", "at": NOW, "event": "opened", "text": "Kassa hapert", "service": "Kassa"},
           {"ticket": "INC-77", "at": NOW, "event": "note", "text": "leverancier"}]  # fmt: skip
    bring_in(world.acme, log, {"INC-77": "Kassastoring"}, source="desk", now=NOW)
    assert len(found(world.bob, "hapert")) == len(found(world.bob, "inc-77")) == len(found(world.bob, "kassastor")) == 1
    assert found(world.bob, "leverancier") == []
    assert len(found(world.agent, "leverancier")) == 1


def test_articles_follow_what_is_published(world):
    article = articles.write(None, title={"nl": "Wachtwoord"}, body={"nl": "oud"}, by=world.agent, now=NOW).article
    assert queries.articles(world.bob, "wachtwoord") == []
    articles.show_to(article, audience=Audience.EVERYBODY, by=world.manager, now=NOW)
    articles.publish(article, number=1, by=world.manager, now=NOW)
    articles.write(article, title={"nl": "Wachtwoord"}, body={"nl": "geheimnieuw"}, by=world.agent, now=NOW)
    assert [hit.key for hit in queries.articles(world.bob, "wachtwoord")] == ["wachtwoord"]
    assert queries.articles(world.bob, "geheimnieuw") == []
    articles.withdraw(article, reason="x", by=world.manager, now=NOW)
    assert queries.articles(world.bob, "wachtwoord") == []


def test_suggestions_take_the_words_that_say_something(world):
    for title, body in (("Printer drukt dubbel", "Zet hem uit."), ("Mail instellen", "De printer niet.")):
        article = articles.write(None, title={"nl": title}, body={"nl": body}, by=world.agent, now=NOW).article
        articles.show_to(article, audience=Audience.EVERYBODY, by=world.manager, now=NOW)
        articles.publish(article, number=1, by=world.manager, now=NOW)

    def titles(text):
        return [article.published.title["nl"] for article in queries.suggestions(world.bob, world.acme, text)]

    assert titles("De printer op hal 3 drukt sinds vanochtend alles dubbel") == ["Printer drukt dubbel"]
    assert titles("hoe kan ik de mail instellen") == ["Mail instellen"]
    assert titles("de het een niet") == titles("") == []


def test_a_text_of_any_size_can_be_kept(world):
    words = " ".join(f"woord{number}é" for number in range(9000))
    ticket = opened(world, "Lang", words[:99_000])
    for number in range(3):
        actions.note(ticket, text=words[number : number + 99_000], by=world.agent, now=NOW + number * MINUTE)
    assert found(world.bob, "lang")
