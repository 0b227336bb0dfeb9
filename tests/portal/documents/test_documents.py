"""Documents: kept by version, published, withdrawn, opened and confirmed; for one customer or for all."""

from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.documents import actions, queries, refusals
from houvast.portal.documents.models import Document, DocumentVersion, Publication, Read, Receipt
from houvast.portal.pages.documents import validity
from tests.portal.world import NOW


def given(name="handleiding.pdf", **valid):
    return actions.Given(name, BytesIO(b"%PDF-1.7 x"), **valid)


def add(world, organisation=None, *, published=True, by=None, **said):
    said = {"title": "Guide", "folder": "Security/2026", "is_required": False} | said
    there = actions.add(organisation or world.acme, given(), by=by or world.manager, now=NOW, **said)
    if published:
        actions.publish(there, there.versions.get(), by=world.manager, now=NOW)
    return there


def titles(person, customer):
    return [each.title for each in queries.documents_for(person, customer)]


def test_a_document_is_read_from_its_publication_to_its_withdrawal(world):
    there = add(world, published=False)
    assert titles(world.bob, world.acme) == []
    actions.publish(there, there.versions.get(), by=world.manager, now=NOW)
    assert titles(world.bob, world.acme) == ["Guide"]
    actions.withdraw(there, by=world.manager, now=NOW)
    assert titles(world.bob, world.acme) == []
    with pytest.raises(refusals.AlreadyLikeThat):
        actions.withdraw(there, by=world.manager, now=NOW)


def test_a_new_version_never_overwrites_and_is_read_once_published(world):
    there = add(world)
    first = there.versions.get()
    second = actions.add_version(there, given("nieuw.pdf"), by=world.manager, now=NOW)
    assert (second.number, first.file_id != second.file_id) == (2, True)
    assert queries.documents_for(world.bob, world.acme).get().current == first.pk
    actions.publish(there, second, by=world.manager, now=NOW)
    assert queries.documents_for(world.bob, world.acme).get().current == second.pk
    with pytest.raises(refusals.AlreadyLikeThat):
        actions.publish(there, second, by=world.manager, now=NOW)


def test_nt02_a_version_of_another_document_is_not_published(world):
    one, other = add(world), add(world, world.other)
    with pytest.raises(ValueError, match=r"\d"):
        actions.publish(one, other.versions.get(), by=world.manager, now=NOW)


def test_nt06_a_document_for_all_belongs_to_the_provider_and_never_to_nobody(world):
    add(world, world.provider, title="For all")
    add(world, world.other, title="Theirs")
    assert titles(world.bob, world.acme) == ["For all"]
    assert sorted(titles(world.charlie, world.other)) == ["For all", "Theirs"]
    assert not queries.documents_visible_to(world.stranger).exists()
    for model in (Document, DocumentVersion, Publication, Receipt):
        assert not model._meta.get_field("organisation").null


def test_who_is_not_granted_documents_reads_none_not_even_those_for_all(world):
    add(world, world.provider)
    world.acme.memberships.update(reads_documents=False)
    assert not queries.documents_visible_to(world.bob).exists()


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "agent", "auditor", "stranger"])
@pytest.mark.parametrize("whose", ["acme", "provider"])
def test_nt08_who_may_not_keep_documents_cannot(world, who, whose):
    there, by = add(world, getattr(world, whose)), getattr(world, who)
    for deed in (
        lambda: add(world, getattr(world, whose), by=by),
        lambda: actions.add_version(there, given(), by=by, now=NOW),
        lambda: actions.withdraw(there, by=by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert DocumentVersion.objects.count() == 1


def test_the_first_opening_counts_and_confirming_needs_it(world):
    there = add(world, is_required=True)
    version = there.versions.get()
    said = {"customer": world.acme, "by": world.bob, "now": NOW}
    with pytest.raises(refusals.NothingToConfirm):
        actions.confirm(version, **said)
    first = actions.open_version(version, **said)
    assert actions.open_version(version, **said) == first
    actions.confirm(version, **said)
    assert list(Receipt.objects.values_list("read", flat=True)) == [Read.OPENED, Read.CONFIRMED]
    shown = queries.documents_for(world.bob, world.acme).get()
    assert (shown.opened, shown.confirmed) == (True, True)
    second = actions.add_version(there, given(), by=world.manager, now=NOW)
    actions.publish(there, second, by=world.manager, now=NOW)
    shown = queries.documents_for(world.bob, world.acme).get()
    assert (shown.opened, shown.confirmed) == (False, False)


def test_nt02_nobody_leaves_a_receipt_on_what_is_not_theirs(world):
    version = add(world).versions.get()
    for customer in (world.other, world.acme):
        with pytest.raises(NotAllowed):
            actions.open_version(version, customer=customer, by=world.charlie, now=NOW)


@pytest.mark.parametrize("model", [DocumentVersion, Publication, Receipt])
def test_facts_are_never_changed(world, model):
    version = add(world).versions.get()
    actions.open_version(version, customer=world.acme, by=world.bob, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(recorded_at=NOW.replace(year=2030))


@pytest.mark.parametrize(
    ("first", "last", "today", "state"),
    [
        (None, None, "2026-11-23", "valid"),
        ("2026-11-23", "2026-11-23", "2026-11-23", "valid"),
        (None, "2026-11-22", "2026-11-23", "expired"),
        ("2026-11-24", None, "2026-11-23", "coming"),
    ],
)
def test_the_last_day_of_validity_is_one_of_them(first, last, today, state):
    days = [date.fromisoformat(each) if each else None for each in (first, last)]
    assert validity(DocumentVersion(valid_from=days[0], valid_until=days[1]), date.fromisoformat(today)) == state


def test_what_was_never_valid_is_refused_and_nothing_is_kept(world):
    with pytest.raises(refusals.NeverValid):
        actions.add(
            world.acme,
            given(valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)),
            title="x", folder="", is_required=False, by=world.manager, now=NOW,
        )  # fmt: skip
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("folder", "kept"),
    [("", ""), (" a / b ", "a / b"), ("a\\b", "a / b"), ("///", ""), ("../../etc", ".. / .. / etc"), ("a\0b", "a b")],
)
def test_a_folder_is_a_text_of_parts(folder, kept):
    assert actions.folder_of(folder) == kept


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_document_has_a_name(world, title):
    with pytest.raises(refusals.TitleMissing):
        add(world, title=title)
