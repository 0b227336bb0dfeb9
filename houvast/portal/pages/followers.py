"""Who follows a ticket, in plain values; and the form that lets another follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from houvast.portal.accounts.access import is_provider
from houvast.portal.accounts.models import Person
from houvast.portal.tickets import followers
from houvast.portal.tickets.models import Ticket

MOST_OFFERED = 500


class FollowerForm(forms.Form):
    """A colleague of the reporter who will follow."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Let somebody follow"),
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select", "id": "follower-person"}),
    )

    def __init__(self, data: Any = None, *, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = {person.pk: person for person in people}
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *((person.pk, person.name) for person in people)]

    def chosen(self) -> Person:
        """Return the person chosen, of a valid form."""
        return self.people[self.cleaned_data["person"]]


@dataclass(frozen=True, slots=True)
class Following:
    """One who follows; `ends` says whether the reader may end it."""

    key: int
    name: str
    is_reader: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class FollowersPanel:
    """Who follows a ticket, what the reader may do about it, and the form, where they may add somebody."""

    people: Sequence[Following]
    follows: bool
    may_follow: bool
    form: FollowerForm | None


def followers_panel(ticket: Ticket, person: Person, form: FollowerForm | None = None) -> FollowersPanel:
    """Return who follows a ticket the reader may read; `form` is one that was sent in vain."""
    adds = followers.may_add(person, ticket)
    rows = followers.followers_of(ticket)
    following = [
        Following(row.person_id, row.person.name, row.person_id == person.pk, adds or row.person_id == person.pk)
        for row in rows
    ]
    follows = any(each.is_reader for each in following)
    return FollowersPanel(
        people=following,
        follows=follows,
        may_follow=not follows and not is_provider(person) and followers.may_follow(person, ticket),
        form=(form or FollowerForm(people=offered(ticket, {row.person_id for row in rows}))) if adds else None,
    )


def offered(ticket: Ticket, already: set[int] | None = None) -> list[Person]:
    """Return who of the customer may be let follow: everybody but the reporter and those who do."""
    left_out = {ticket.reported_by_id, *(already or ())}
    people = followers.colleagues_in(ticket.organisation)[:MOST_OFFERED]
    return [person for person in people if person.pk not in left_out]
