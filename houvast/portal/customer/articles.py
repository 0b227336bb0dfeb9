"""`/articles/`: what the provider wrote down for its customers, and whether it helped."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.knowledge import actions, queries
from houvast.portal.knowledge.models import Article, ArticleVersion
from houvast.portal.knowledge.refusals import ArticleRefused
from houvast.portal.pages.articles import lines, read
from houvast.portal.pages.lists import choices, page_of
from houvast.portal.pages.ticket import reading_of

MOST_SERVICES = 50


class AnswerForm(forms.Form):
    """Whether it helped."""

    helped = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")


@for_customer
def articles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List what may be read, of one service when asked."""
    mine = queries.visible_within(visit.person, visit.organisation)
    service = request.GET.get("service", "")[:100]
    services = queries.services_of(mine)
    found = mine.filter(pk__in=services.get(service, ())) if service else mine
    listed = page_of(request, found.select_related("published"))
    versions = {each.pk: each.published for each in listed if each.published is not None}
    context = {
        "lines": lines(listed, versions, reading_of(visit.person, visit.now)),
        "page": listed,
        "service": service,
        "services": choices([("", _("Every service")), *((name, name) for name in sorted(services))], service),
    }
    return page(request, visit, "customer/articles.html", context)


@for_customer
def article(request: HttpRequest, visit: Visit, article: str) -> HttpResponse:
    """Show one article."""
    return _shown(request, visit, _article(visit, article))


@require_POST
@for_customer
def answers(request: HttpRequest, visit: Visit, article: str) -> HttpResponse:
    """Keep whether it helped."""
    shown, form = _article(visit, article), AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, visit, shown, _("Say yes or no."))
    helped = form.cleaned_data["helped"]
    try:
        actions.answer(shown, organisation=visit.organisation, helped=helped, by=visit.person, now=visit.now)
    except ArticleRefused as refusal:
        return _shown(request, visit, shown, wording.explain(refusal))
    messages.success(
        request, _("Good to hear. Thank you.") if helped else _("Thank you: we know now that this must be clearer.")
    )
    return redirect(shown)


def _article(visit: Visit, slug: str) -> Article:
    mine = queries.visible_to(visit.person).select_related("published__written_by")
    return get_object_or_404(mine, slug=slug)


def _shown(request: HttpRequest, visit: Visit, article: Article, wrong: str = "") -> HttpResponse:
    version: ArticleVersion = article.published  # type: ignore[assignment]  # of a customer only what is published
    context = {
        "article": article,
        "shown": read(version, reading_of(visit.person, visit.now)),
        "wrong": wrong,
    }
    return page(request, visit, "customer/article.html", context, 422 if wrong else 200)
