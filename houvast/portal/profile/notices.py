"""`/profile/notices/`: what one wants to be told, and how; and the link in a mail by which one unsubscribes."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from houvast.portal.accounts.models import Person
from houvast.portal.notices import choices
from houvast.portal.profile.frame import for_person, page


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of notice, and the ways in which it is wanted; `fixed` when it cannot be switched off."""

    kind: str
    word: str
    mail: bool
    portal: bool
    fixed: bool


@for_person
def notices(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what one is told, or keep what was chosen."""
    if request.method == "POST":
        with transaction.atomic():
            for kind in choices.kinds_for(person):
                ways = {way: f"{way}-{kind.value}" in request.POST for way in ("mail", "portal")}
                choices.choose(person, kind, **ways)
        messages.success(request, _("Your choices were kept."))
        return redirect("profile:notices")
    return page(request, person, "profile/notices.html", {"rows": _rows(person)}, now=timezone.now())


@csrf_exempt
def off(request: HttpRequest, token: str) -> HttpResponse:
    """
    Ask whether somebody wants no more mail of a kind, and stop it by POST: without signing in, for who has the link.

    Programs that read mail send the POST by themselves (RFC 8058), without a cookie: the signed link is the proof.
    """
    found = choices.unsubscribed_by(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        choices.no_more_mail(person, kind)
    with translation.override(person.language):
        context = {"kind": kind.label, "done": request.method == "POST", "token": token}
        return render(request, "profile/off.html", context)


def _rows(person: Person) -> list[Row]:
    chosen = choices.choices_of(person)
    rows = []
    for kind in choices.kinds_for(person):
        choice, fixed = chosen.get(kind), not choices.can_switch_off(person, kind)
        mail, portal = (True, True) if choice is None or fixed else (choice.mail, choice.portal)
        rows.append(Row(kind.value, str(kind.label), mail, portal, fixed))
    return rows
