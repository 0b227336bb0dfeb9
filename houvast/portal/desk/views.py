"""`/desk/views/`: the views of the queue that somebody keeps, for themselves or shared with a team."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.offered import people_and_teams
from houvast.portal.desk.wanted import wanted_of
from houvast.portal.handling import views_kept
from houvast.portal.handling.models import SavedView


class ViewForm(forms.Form):
    """A name for a view, and who else sees it."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Share it"), required=False)
    team = forms.CharField(
        label=gettext_lazy("With this team only"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "list": "teams", "autocomplete": "off"}),
    )
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: object, person: Person, view: SavedView | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.person, self.view = person, view

    def clean_name(self) -> str:
        """Refuse a second view of the same name."""
        name = str(self.cleaned_data["name"]).strip()
        if views_kept.is_taken(self.person, name, self.view):
            raise forms.ValidationError(_("You have a view of this name already."))
        return name

    def clean_query(self) -> str:
        """Keep of the address what the queue knows."""
        return wanted_of(QueryDict(self.cleaned_data["query"]).dict()).query


@for_desk
def views(request: HttpRequest, person: Person) -> HttpResponse:
    """List the views somebody keeps; `?query=` is what the queue showed when they came here."""
    query = wanted_of(QueryDict(request.GET.get("query", "")).dict()).query
    return _shown(request, person, ViewForm(person=person, initial={"query": query}), status=200)


@require_POST
@for_desk
def saving(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep a view."""
    form = ViewForm(request.POST, person=person)
    if form.is_valid() and views_kept.own(person).count() >= views_kept.MOST:
        form.add_error(None, _("You keep %(most)d views already; delete one first.") % {"most": views_kept.MOST})
    if not form.is_valid():
        return _shown(request, person, form, status=422)
    said = form.cleaned_data
    kept = views_kept.keep(person, said["name"], said["query"], is_shared=said["is_shared"], team=said["team"])
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": kept.name})
    return redirect("desk:views")


@require_POST
@for_desk
def changing(request: HttpRequest, person: Person, view: int) -> HttpResponse:
    """Rename a view, or share it."""
    kept = _mine(person, view)
    form = ViewForm(request.POST, person=person, view=kept)
    if not form.is_valid():
        return _shown(request, person, ViewForm(person=person), status=422, wrong=(kept, form))
    said = form.cleaned_data
    views_kept.change(kept, name=said["name"], is_shared=said["is_shared"], team=said["team"])
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": said["name"]})
    return redirect("desk:views")


@require_POST
@for_desk
def moving(request: HttpRequest, person: Person, view: int) -> HttpResponse:
    """Move a view one place up, or down."""
    views_kept.move(_mine(person, view), by=1 if "down" in request.POST else -1)
    return redirect("desk:views")


@require_POST
@for_desk
def deleting(request: HttpRequest, person: Person, view: int) -> HttpResponse:
    """Take a view away."""
    kept = _mine(person, view)
    views_kept.forget(kept)
    messages.success(request, _("The view “%(name)s” was deleted.") % {"name": kept.name})
    return redirect("desk:views")


def _mine(person: Person, view: int) -> SavedView:
    """Return a view of somebody's own; another's cannot be changed, also when it is shared."""
    return get_object_or_404(views_kept.own(person), pk=min(view, 2**62))


def _shown(
    request: HttpRequest,
    person: Person,
    new: ViewForm,
    *,
    status: int,
    wrong: tuple[SavedView, ViewForm] | None = None,
) -> HttpResponse:
    rows = []
    for each in views_kept.own(person):
        said = {"name": each.name, "is_shared": each.is_shared, "team": each.team}
        form = wrong[1] if wrong and wrong[0] == each else ViewForm(person=person, view=each, initial=said)
        form.auto_id = f"view-{each.pk}-%s"
        rows.append((each, form))
    others = [each for each in views_kept.seen_by(person) if each.owner_id != person.pk]
    context = {
        "rows": rows,
        "others": others,
        "new": new,
        "teams": people_and_teams()[1],
        "from_queue": "query" in request.GET,
    }
    return page(request, person, "desk/views.html", context, now=timezone.now(), status=status)
