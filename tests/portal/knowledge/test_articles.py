"""Articles: who writes, who publishes, who reads; versions stay; NT06: nobody reads for want of a tenant."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.models import Membership, Person
from houvast.portal.knowledge import actions, queries, refusals
from houvast.portal.knowledge.models import Article, ArticleAnswer, ArticleDeed, ArticleVersion, Audience
from houvast.portal.knowledge.texts import told
from tests.portal.world import DAY, MINUTE, NOW

NL = {"nl": "Mail instellen"}
BODY = {"nl": "Open de instellingen."}


@pytest.fixture
def article(world):
    """One that an agent wrote and nobody published."""
    return actions.write(None, title=NL, body=BODY, services=["Mail"], by=world.agent, now=NOW).article


def published(world, article, audience=Audience.EVERYBODY, *customers):
    actions.show_to(article, audience=audience, customers=customers, by=world.manager, now=NOW)
    return actions.publish(article, number=1, by=world.manager, now=NOW)


WRITERS, PUBLISHERS = {"agent", "manager"}, {"manager", "operator"}
EVERYBODY = ["alice", "bob", "charlie", "dora", "agent", "manager", "operator", "auditor", "stranger"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_writes_and_who_publishes(world, article, who):
    person = getattr(world, who)
    deeds = {
        "write": (WRITERS, lambda: actions.write(article, title=NL, body=BODY, by=person, now=NOW)),
        "publish": (PUBLISHERS, lambda: actions.publish(article, number=1, by=person, now=NOW)),
        "show": (PUBLISHERS, lambda: actions.show_to(article, audience=Audience.EVERYBODY, by=person, now=NOW)),
        "withdraw": (PUBLISHERS, lambda: actions.withdraw(article, reason="old", by=person, now=NOW)),
    }
    for able, deed in deeds.values():
        if who in able:
            deed()
        else:
            with pytest.raises(NotAllowed):
                deed()


INSIDERS = {"agent", "manager", "operator", "auditor"}
ACME = {"alice", "bob", "dora"}


@pytest.mark.parametrize(
    ("stands", "readers"),
    [
        ("draft", INSIDERS),
        ("internal", INSIDERS),
        ("everybody", INSIDERS | ACME | {"charlie"}),
        ("chosen", INSIDERS | ACME),
        ("withdrawn", INSIDERS),
    ],
)
def test_nt04_who_reads_an_article(world, article, stands, readers):
    if stands in {"internal", "everybody", "withdrawn"}:
        published(world, article, Audience.EVERYBODY if stands == "withdrawn" else Audience(stands))
    if stands == "chosen":
        published(world, article, Audience.CHOSEN, world.acme)
    if stands == "withdrawn":
        actions.withdraw(article, reason="wrong", by=world.manager, now=NOW)
    assert {who for who in EVERYBODY if queries.visible_to(getattr(world, who)).exists()} == readers


def test_nt06_nothing_about_an_audience_can_be_left_out(world, article):
    for empty in (None, "", "all"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(audience=empty)
    with pytest.raises(refusals.NobodyChosen):
        actions.show_to(article, audience=Audience.CHOSEN, by=world.manager, now=NOW)
    with pytest.raises(refusals.NobodyChosen):  # the provider is no customer
        actions.show_to(article, audience=Audience.CHOSEN, customers=[world.provider], by=world.manager, now=NOW)
    tenants = [field for model in (ArticleAnswer,) for field in model._meta.fields if field.name == "organisation"]
    assert tenants and not any(field.null for field in tenants)


def test_nt06_chosen_customers_that_are_gone_leave_it_to_nobody(world, article):
    published(world, article, Audience.CHOSEN, world.acme)
    article.customers.all().delete()
    assert not queries.visible_to(world.alice).exists()


def test_somebody_of_two_customers_reads_in_each_what_is_for_it(world, article):
    published(world, article, Audience.CHOSEN, world.acme)
    Membership.objects.create(person=world.charlie, organisation=world.acme, role="customer-contact")
    both = Person.objects.get(pk=world.charlie.pk)
    assert queries.visible_within(both, world.acme).exists()
    assert not queries.visible_within(both, world.other).exists()


def test_a_version_is_never_overwritten(world, article):
    published(world, article)
    second = actions.write(article, title=NL, body={"nl": "Anders."}, by=world.agent, now=NOW + DAY)
    assert second.number == 2
    assert Article.objects.get(pk=article.pk).published.body == BODY  # until the new one is published
    actions.publish(article, number=2, by=world.manager, now=NOW + DAY)
    assert [version.body for version in article.versions.all()] == [BODY, {"nl": "Anders."}]
    for model in (ArticleVersion, ArticleDeed):
        for deed in (lambda rows: rows.update(article=None), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                deed(model.objects.all())


@pytest.mark.parametrize(
    ("title", "body", "refusal"),
    [
        ({}, {}, refusals.ArticleEmpty),
        ({"nl": "  "}, {"nl": "\n"}, refusals.ArticleEmpty),
        ({"nl": "T"}, {}, refusals.LanguageIncomplete),
        ({"nl": "T", "en": "T"}, {"nl": "B"}, refusals.LanguageIncomplete),
        ({"nl": "T" * 201}, {"nl": "B"}, refusals.ArticleTooLong),
        ({"nl": "T"}, {"nl": "B" * 40_001}, refusals.ArticleTooLong),
        ({"fr": "T"}, {"fr": "B"}, refusals.ArticleEmpty),
    ],
)
def test_what_is_no_article(world, title, body, refusal):
    with pytest.raises(refusal):
        actions.write(None, title=title, body=body, by=world.agent, now=NOW)
    assert not Article.objects.exists()


def test_publishing_and_withdrawing_in_the_wrong_order(world, article):
    with pytest.raises(refusals.NotPublished):
        actions.withdraw(article, reason="x", by=world.manager, now=NOW)
    with pytest.raises(refusals.NoSuchVersion):
        actions.publish(article, number=2, by=world.manager, now=NOW)
    published(world, article)
    with pytest.raises(refusals.AlreadyPublished):
        actions.publish(article, number=1, by=world.manager, now=NOW)
    actions.withdraw(article, reason="x", by=world.manager, now=NOW)
    actions.publish(article, number=1, by=world.manager, now=NOW + MINUTE)
    kinds = [deed.kind for deed in article.deeds.all()]
    assert kinds == ["shown-to", "published", "withdrawn", "published"]


def test_of_somebodys_answers_the_latest_counts(world, article):
    published(world, article)
    for person, helped in ((world.alice, True), (world.bob, True), (world.alice, False)):
        actions.answer(article, organisation=world.acme, helped=helped, by=person, now=NOW)
    assert queries.helped([article])[article.pk] == queries.Helped(yes=1, no=1)
    assert ArticleAnswer.objects.count() == 3


def test_nobody_answers_about_what_they_may_not_read(world, article):
    published(world, article, Audience.CHOSEN, world.other)
    with pytest.raises(NotAllowed):
        actions.answer(article, organisation=world.acme, helped=True, by=world.alice, now=NOW)
    with pytest.raises(NotAllowed):  # not for another organisation either
        actions.answer(article, organisation=world.acme, helped=True, by=world.charlie, now=NOW)


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Mail instellen", ["mail-instellen", "mail-instellen-2"]),
        ("New", ["new-2", "new-3"]),
        ("你好", ["artikel", "artikel-2"]),
        ("É" * 200, ["e" * 60, "e" * 60 + "-2"]),
    ],
)
def test_addresses_are_unique_and_keep_free_what_is_a_page(world, title, slugs):
    write = {"title": {"nl": title}, "body": BODY, "by": world.agent, "now": NOW}
    assert [actions.write(None, **write).article.slug for _ in slugs] == slugs


def test_who_reads_another_language_gets_the_one_there_is(world, article):
    version = article.versions.get()
    assert (told(version, "en").language, told(version, "en").title) == ("nl", "Mail instellen")
