"""What was thought of a solution, in plain values; and the form that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.portal import wording
from houvast.portal.accounts.access import Someone
from houvast.portal.ratings import queries
from houvast.portal.ratings.models import Rating
from houvast.portal.tickets.models import Ticket
from houvast.portal.wording import Moment, Reading

SCORES = {
    5: gettext_lazy("Very satisfied"),
    4: gettext_lazy("Satisfied"),
    3: gettext_lazy("In between"),
    2: gettext_lazy("Dissatisfied"),
    1: gettext_lazy("Very dissatisfied"),
}
LONGEST_REMARK = 5_000


class RatingForm(forms.Form):
    """Five answers, the time that was lost, and a remark."""

    score = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you with how this was solved?"), coerce=int, choices=list(SCORES.items())
    )
    hours = forms.IntegerField(label=gettext_lazy("hours"), required=False, min_value=0, max_value=1000)
    minutes = forms.IntegerField(label=gettext_lazy("minutes"), required=False, min_value=0, max_value=59)
    remark = forms.CharField(
        label=gettext_lazy("What should we know?"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="rating-%s", **kwargs)
        for name in ("hours", "minutes"):
            self.fields[name].widget.attrs.update({"class": "form-control", "inputmode": "numeric"})

    def lost(self) -> timedelta | None:
        """Return the time lost; None where nothing was said."""
        hours, minutes = self.cleaned_data["hours"], self.cleaned_data["minutes"]
        return None if hours is None and minutes is None else timedelta(hours=hours or 0, minutes=minutes or 0)

    def scores(self) -> Sequence[tuple[int, str, bool]]:
        """Return the answers, best first, with whether each is chosen."""
        chosen = str(self["score"].value() or "")
        return [(score, str(word), str(score) == chosen) for score, word in SCORES.items()]


@dataclass(frozen=True, slots=True)
class Given:
    """One rating as a page shows it; `lost` is the time that was lost, '' where nothing was said."""

    score: int
    word: str
    lost: str
    remark: str
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class RatingPanel:
    """
    The ratings of a ticket.

    last     the latest, None without; earlier are those before it
    may      the reader may give one, or another
    solved   the last rating is of the present solution
    """

    last: Given | None
    earlier: Sequence[Given]
    may: bool
    solved: bool
    form: RatingForm

    @property
    def asks(self) -> bool:
        """Whether the reader is asked for an answer that they have not given."""
        return self.may and not self.solved


def rating_panel(
    ticket: Ticket, person: Someone, phase: str, reading: Reading, form: RatingForm | None = None
) -> RatingPanel:
    """Return the ratings of a ticket the caller may read; `form` is one that was sent in vain."""
    may = queries.may_rate(person, ticket, phase)
    rows = list(queries.ratings_of(ticket))
    solution = queries.solution_of(ticket) if may else None
    given = [_given(each, reading) for each in rows]
    solved = bool(rows) and solution is not None and rows[-1].resolution_id == solution.pk
    return RatingPanel(
        last=given[-1] if given else None,
        earlier=given[:-1],
        may=may and solution is not None,
        solved=solved,
        form=form or RatingForm(initial=_initial(rows[-1]) if solved else None),
    )


def _given(rating: Rating, reading: Reading) -> Given:
    return Given(
        score=rating.score,
        word=str(SCORES[rating.score]),
        lost=lost_words(rating.lost_minutes),
        remark=queries.remark_of(rating),
        who=rating.person.name,
        at=reading.fully(rating.given_at),
    )


def lost_words(minutes: int | None) -> str:
    """Return time lost in words; '' where nothing was said."""
    if minutes is None:
        return ""
    return _("%(length)s lost") % {"length": wording.length(timedelta(minutes=minutes))}


def _initial(rating: Rating) -> dict[str, Any]:
    hours, minutes = divmod(rating.lost_minutes, 60) if rating.lost_minutes is not None else (None, None)
    return {"score": rating.score, "hours": hours, "minutes": minutes, "remark": queries.remark_of(rating)}
