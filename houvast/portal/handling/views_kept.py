"""Saved views of the queue: whose they are, who sees them, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from houvast.portal.accounts.access import memberships_of
from houvast.portal.accounts.models import OrganisationKind, Person
from houvast.portal.handling.models import SavedView

MOST = 30
"""Views of one person; a bar with more is no help."""


def teams_of(person: Person) -> set[str]:
    """Return the teams somebody works in; '' is every team."""
    ours = OrganisationKind.PROVIDER
    return {held.team for held in memberships_of(person) if held.organisation.kind == ours}


def own(person: Person) -> QuerySet[SavedView]:
    """Return the views somebody kept, in their order."""
    return SavedView.objects.filter(owner=person).order_by("place", "pk")


def seen_by(person: Person) -> list[SavedView]:
    """Return somebody's own views in their order, then those that others share with them."""
    shared = Q(is_shared=True) & (Q(team="") | Q(team__in=teams_of(person)))
    found = SavedView.objects.filter(Q(owner=person) | shared).select_related("owner").order_by("place", "name", "pk")
    return sorted(found[: 3 * MOST], key=lambda view: view.owner_id != person.pk)


def is_taken(person: Person, name: str, but: SavedView | None = None) -> bool:
    """Say whether somebody has another view of this name."""
    same = SavedView.objects.filter(owner=person, name=name)
    return same.exclude(pk=but.pk).exists() if but else same.exists()


@transaction.atomic
def keep(person: Person, name: str, query: str, *, is_shared: bool, team: str) -> SavedView:
    """Keep a view at the end of somebody's own."""
    last = SavedView.objects.filter(owner=person).aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    return SavedView.objects.create(
        owner=person, name=name, query=query, is_shared=is_shared, team=team if is_shared else "", place=place
    )


def change(view: SavedView, *, name: str, is_shared: bool, team: str) -> None:
    """Call a view something else, or share it with others."""
    view.name, view.is_shared, view.team = name, is_shared, team if is_shared else ""
    SavedView.objects.filter(pk=view.pk).update(name=view.name, is_shared=view.is_shared, team=view.team)


@transaction.atomic
def move(view: SavedView, *, by: int) -> None:
    """Move a view up (-1) or down (1) among those of its owner."""
    order: Sequence[int] = list(own(view.owner).values_list("pk", flat=True))
    at = order.index(view.pk)
    to = min(max(at + by, 0), len(order) - 1)
    rest = [pk for pk in order if pk != view.pk]
    for place, pk in enumerate([*rest[:to], view.pk, *rest[to:]]):
        SavedView.objects.filter(pk=pk).update(place=place)


def forget(view: SavedView) -> None:
    """Take a view away, for everybody who saw it."""
    SavedView.objects.filter(pk=view.pk).delete()
