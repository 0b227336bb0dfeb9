"""`/desk/tickets/actions/`: one thing done to several tickets at once, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, customers_where
from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.onward import onward
from houvast.portal.handling import several
from houvast.portal.handling.refusals import TooLateToUndo
from houvast.portal.handling.several import Deed, Outcome
from houvast.portal.tickets.queries import members_who_work

LONGEST_NUMBER = 18
TAKE = "take"
"""Assigning to oneself, by a button of its own."""


class SeveralForm(forms.Form):
    """What is to be done to the tickets chosen; which fields count follows from `deed`."""

    deed = forms.ChoiceField(choices=[(word, word) for word in (*Deed, TAKE)])
    handler = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    team = forms.CharField(required=False, max_length=100)
    status = forms.CharField(required=False, max_length=60)
    reason = forms.CharField(required=False, max_length=2000)
    impact = forms.CharField(required=False, max_length=60)
    urgency = forms.CharField(required=False, max_length=60)
    priority = forms.CharField(required=False, max_length=60)

    @property
    def deed_wanted(self) -> Deed:
        """What is asked for; taking tickets is assigning them to oneself."""
        return Deed.ASSIGN if self.cleaned_data["deed"] == TAKE else Deed(self.cleaned_data["deed"])

    def said(self, person: Person) -> dict[str, object]:
        """Return the arguments of the action; raise ValidationError where nothing usable is said."""
        cleaned = self.cleaned_data
        if self.deed_wanted is Deed.ASSIGN:
            return self._assignment(person)
        if self.deed_wanted is Deed.STATUS:
            names: tuple[str, ...] = ("status", "reason")
            if not cleaned["status"]:
                raise forms.ValidationError(_("Choose a status."))
        else:
            names = ("impact", "urgency", "priority", "reason")
            if not any(cleaned[name] for name in names[:3]):
                raise forms.ValidationError(_("Choose impact, urgency or priority."))
        return {name: cleaned[name] for name in names}

    def _assignment(self, person: Person) -> dict[str, object]:
        key = person.pk if self.cleaned_data["deed"] == TAKE else self.cleaned_data["handler"]
        held = members_who_work().select_related("person").filter(person=key).first() if key else None
        handler = held.person if held else None
        if key and handler is None:
            raise forms.ValidationError(_("That person does not work here."))
        if handler is None and not self.cleaned_data["team"]:
            raise forms.ValidationError(_("Choose a person or a team."))
        return {"handler": handler, "team": self.cleaned_data["team"]}


@require_POST
@for_desk
def doing(request: HttpRequest, person: Person) -> HttpResponse:
    """Do it to each ticket chosen, and say for each that was refused why."""
    if not customers_where(person, Ability.WORK_TICKETS).exists():
        raise Http404
    now, form = timezone.now(), SeveralForm(request.POST)
    numbers = _numbers(request.POST.getlist("ticket"))
    wrong = [] if numbers else [_("Choose at least one ticket.")]
    said: dict[str, object] = {}
    if form.is_valid():
        try:
            said = form.said(person)
        except forms.ValidationError as error:
            wrong += error.messages
    else:
        wrong += [str(each) for errors in form.errors.values() for each in errors]
    if wrong:
        return _refused(request, person, wrong, now)
    _run, outcomes = several.do(form.deed_wanted, numbers, said, by=person, now=now)
    _tell(request, outcomes, _DONE[form.deed_wanted])
    return redirect(onward(request, reverse("desk:queue")))


@require_POST
@for_desk
def undoing(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Take back what was done a moment ago, by the opposite action on each ticket."""
    now = timezone.now()
    try:
        outcomes = several.undo(key, by=person, now=now)
    except TooLateToUndo as refusal:
        return _refused(request, person, [wording.explain(refusal)], now)
    _tell(request, outcomes, _UNDONE)
    return redirect(onward(request, reverse("desk:queue")))


_DONE = {
    Deed.ASSIGN: (gettext_lazy("%(count)d ticket was assigned."), gettext_lazy("%(count)d tickets were assigned.")),
    Deed.STATUS: (
        gettext_lazy("The status of %(count)d ticket was changed."),
        gettext_lazy("The status of %(count)d tickets was changed."),
    ),
    Deed.PRIORITY: (
        gettext_lazy("The priority of %(count)d ticket was changed."),
        gettext_lazy("The priority of %(count)d tickets was changed."),
    ),
}
_UNDONE = (
    gettext_lazy("%(count)d ticket is as it was; both changes stay in its log."),
    gettext_lazy("%(count)d tickets are as they were; both changes stay in their logs."),
)


def _tell(request: HttpRequest, outcomes: Sequence[Outcome], words: tuple[object, object]) -> None:
    """Say how many tickets it was done to, and of each other one why not."""
    done = sum(each.ticket is not None and each.refusal is None for each in outcomes)
    if done:
        messages.success(request, str(words[0 if done == 1 else 1]) % {"count": done})
    for each in outcomes:
        if each.ticket is None:
            messages.warning(request, _("#%(number)d: there is no such ticket.") % {"number": each.number})
        elif each.refusal is not None:
            said = {"number": each.number, "subject": each.ticket.subject, "why": wording.explain(each.refusal)}
            messages.warning(request, _("#%(number)d %(subject)s: %(why)s") % said)


def _refused(request: HttpRequest, person: Person, wrong: Sequence[str], now: datetime) -> HttpResponse:
    context = {"wrong": wrong, "back": onward(request, reverse("desk:queue"))}
    return page(request, person, "desk/nothing_done.html", context, now=now, status=422)


def _numbers(values: Sequence[str]) -> list[int]:
    """Return the numbers of tickets in what was sent; what is none is passed over."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < LONGEST_NUMBER]
