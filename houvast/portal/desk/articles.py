"""`/desk/articles/`: writing articles, looking at them before customers do, publishing and withdrawing them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, NotAllowed, customers_where
from houvast.portal.accounts.models import Language, Person
from houvast.portal.desk.article_forms import ArticleForm, PublicationForm, WithdrawalForm
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.knowledge import actions, queries, rendering
from houvast.portal.knowledge.models import Article, ArticleState, ArticleVersion, Audience
from houvast.portal.knowledge.refusals import ArticleRefused
from houvast.portal.knowledge.texts import languages
from houvast.portal.pages.articles import lines, read
from houvast.portal.pages.cards import Pill
from houvast.portal.pages.lists import choices, page_of
from houvast.portal.pages.ticket import reading_of

_PILLS = {
    ArticleState.DRAFT: ("", "pencil"),
    ArticleState.PUBLISHED: ("met", "circle-check"),
    ArticleState.WITHDRAWN: ("pause", "circle-minus"),
}


@for_desk
def articles(request: HttpRequest, person: Person) -> HttpResponse:
    """List the articles, the latest change first."""
    now, state = timezone.now(), request.GET.get("state", "")
    found = queries.visible_to(person)
    if state in ArticleState.values:
        found = found.filter(state=state)
    listed = page_of(request, found)
    versions, helped = queries.latest_versions(listed), queries.helped(listed)
    shown = lines(listed, versions, reading_of(person, now))
    rows = [
        {
            "line": line,
            "pill": _pill(line.article),
            "audience": Audience(line.article.audience).label,
            "helped": helped.get(line.article.pk),
            "newer": _has_newer(line.article, versions[line.article.pk]),
        }
        for line in shown
    ]
    states = choices([("", _("Every state")), *((code, str(word)) for code, word in ArticleState.choices)], state)
    context = {"rows": rows, "page": listed, "states": states, "state": state, "writes": queries.may_write(person)}
    return page(request, person, "desk/articles.html", context, now=now)


@for_desk
def article(request: HttpRequest, person: Person, article: str) -> HttpResponse:
    """Show an article as it will be read, in any of its versions and languages, with what was done with it."""
    return _shown(request, person, _article(person, article))


@for_desk
def edit(request: HttpRequest, person: Person, article: str = "") -> HttpResponse:
    """Write an article, or another version of one; `preview` only shows what it will look like."""
    if not queries.may_write(person):
        raise NotAllowed(person, Ability.WORK_TICKETS)
    now, there = timezone.now(), _article(person, article) if article else None
    latest = queries.latest_versions([there]).get(there.pk) if there else None
    if request.method != "POST":
        return _form(request, person, there, ArticleForm.of(latest) if latest else ArticleForm(), now=now)
    form = ArticleForm(request.POST)
    if form.is_valid() and "preview" in request.POST:
        return _form(request, person, there, form, now=now, preview=_preview(form))
    if form.is_valid():
        try:
            version = actions.write(there, by=person, now=now, **form.words())
        except ArticleRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            told = _("Version %(number)d was kept. Customers read it once it is published.")
            messages.success(request, told % vars(version))
            return redirect("desk:article", version.article.slug)
    return _form(request, person, there, form, now=now, status=422)


@require_POST
@for_desk
def preview(request: HttpRequest, person: Person) -> HttpResponse:
    """Answer with the fragment that shows what was written so far."""
    if not queries.may_write(person):
        raise NotAllowed(person, Ability.WORK_TICKETS)
    form = ArticleForm(request.POST)
    written = _preview(form) if form.is_valid() else []
    return render(request, "desk/article_preview.html", {"preview": written}, status=200 if written else 422)


@require_POST
@for_desk
def publication(request: HttpRequest, person: Person, article: str) -> HttpResponse:
    """Let customers read a version, and say which of them."""
    there = _article(person, article)
    _demand_publishing(person)
    now, form = timezone.now(), _publication_form(person, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                audience = Audience(said["audience"])
                actions.show_to(there, audience=audience, customers=said["customers"], by=person, now=now)
                if not _reads(there, said["version"]):
                    actions.publish(there, number=said["version"], by=person, now=now)
        except ArticleRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("The article is published."))
            return redirect("desk:article", there.slug)
    return _shown(request, person, there, publication=form, now=now)


@require_POST
@for_desk
def withdrawal(request: HttpRequest, person: Person, article: str) -> HttpResponse:
    """Let no customer read it any more."""
    there = _article(person, article)
    _demand_publishing(person)
    now, form = timezone.now(), WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw(there, reason=form.cleaned_data["reason"], by=person, now=now)
        except ArticleRefused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("The article is withdrawn. It can be published again."))
            return redirect("desk:article", there.slug)
    return _shown(request, person, there, withdrawal=form, now=now)


def _article(person: Person, slug: str) -> Article:
    return get_object_or_404(queries.visible_to(person).select_related("published"), slug=slug)


def _demand_publishing(person: Person) -> None:
    if not queries.may_publish(person):
        raise NotAllowed(person, Ability.MANAGE_CUSTOMERS)


def _shown(
    request: HttpRequest,
    person: Person,
    article: Article,
    *,
    publication: PublicationForm | None = None,
    withdrawal: WithdrawalForm | None = None,
    now: datetime | None = None,
) -> HttpResponse:
    """Answer with the page of an article; a form that is given was sent in vain."""
    now = now or timezone.now()
    reading = reading_of(person, now)
    versions = list(article.versions.select_related("written_by").order_by("-number"))
    version = _version(versions, request.GET.get("version", ""))
    deeds = article.deeds.select_related("done_by").order_by("-pk")
    context = {
        "article": article,
        "shown": read(version, reading, request.GET.get("language", "")[:2]),
        "languages": languages(version),
        "versions": versions,
        "latest": versions[0],
        "pill": _pill(article),
        "helped": queries.helped([article]).get(article.pk),
        "customers": article.customers.select_related("organisation").order_by("organisation__name"),
        "deeds": [{"deed": each, "at": reading.moment(each.done_at)} for each in deeds],
        "writes": queries.may_write(person),
        "publishes": queries.may_publish(person),
        "publication": publication or _publication_form(person, initial=_as_it_is(article, version)),
        "withdrawal": withdrawal or WithdrawalForm(),
    }
    status = 422 if publication or withdrawal else 200
    return page(request, person, "desk/article.html", context, now=now, status=status)


def _version(versions: list[ArticleVersion], wanted: str) -> ArticleVersion:
    """Return the version asked for, the latest when none is; raise Http404 for one that is not there."""
    if not wanted:
        return versions[0]
    for version in versions:
        if str(version.number) == wanted:
            return version
    raise Http404


def _publication_form(person: Person, data: Any = None, **kwargs: Any) -> PublicationForm:
    return PublicationForm(data, customers=customers_where(person, Ability.MANAGE_CUSTOMERS), **kwargs)


def _as_it_is(article: Article, version: ArticleVersion) -> dict[str, Any]:
    chosen = [each.organisation_id for each in article.customers.all()]
    audience = article.audience if article.published_id else Audience.EVERYBODY
    return {"version": version.number, "audience": audience, "customers": chosen}


def _reads(article: Article, number: int) -> bool:
    """Return whether this version is the one that is read already: then only its audience changes."""
    return article.state == ArticleState.PUBLISHED and bool(article.published and article.published.number == number)


def _has_newer(article: Article, latest: ArticleVersion) -> bool:
    return article.state == ArticleState.PUBLISHED and article.published_id != latest.pk


def _pill(article: Article) -> Pill:
    state = ArticleState(article.state)
    return Pill(str(state.label), *_PILLS[state])


def _form(
    request: HttpRequest,
    person: Person,
    article: Article | None,
    form: ArticleForm,
    *,
    now: datetime,
    preview: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"article": article, "form": form, "preview": preview or []}
    return page(request, person, "desk/article_form.html", context, now=now, status=status)


def _preview(form: ArticleForm) -> list[dict[str, Any]]:
    """Return what was written as it will be read, by language."""
    said = form.words()
    return [
        {"language": code, "title": said["title"][code], "html": rendering.html(said["body"][code])}
        for code in Language.values
        if said["title"][code] or said["body"][code]
    ]
