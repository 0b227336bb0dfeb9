"""Template tags of all pages: icons of the sprite, times, and addresses with one filter changed."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houvast.portal.wording import Moment
from houvast.sla.agreement.words.document import Cell, Label, MatrixCell, MatrixFigure, Row
from houvast.sla.agreement.words.phrases import unbroken

register = template.Library()
register.filter("unbroken", unbroken)

SPRITE = "vendor/icons.svg"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Return one icon of the sprite; it repeats the words beside it, so readers by ear skip it."""
    kind = " i--filled" if name.endswith("-filled") else ""
    return format_html(
        '<svg class="i{}{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        kind,
        f" {css}" if css else "",
        static(SPRITE),
        name,
    )


@register.filter
def clocktime(moment: Moment | None) -> SafeString:
    """Return a moment as a <time> element, with the agreement's own time beside it where that differs."""
    if moment is None:
        return SafeString()
    beside = format_html(" <span>({})</span>", moment.beside) if moment.beside else ""
    return format_html('<time datetime="{}">{}</time>{}', moment.iso, moment.text, beside)


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """Return the query of this page with some parameters changed; an empty value drops one, a change goes to page 1."""
    parameters = context["request"].GET.copy()
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    encoded = parameters.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.filter
def anchor(clause: str) -> str:
    """Return the end of a clause's place on the agreement's page: `5.1` gives `5-1`."""
    return str(clause).replace(".", "-")


@register.filter
def step(rank: int) -> int:
    """Return the shade of a priority in the matrix: there are four."""
    return min(max(rank, 1), 4)


@register.filter
def matrix_rows(figure: MatrixFigure) -> list[tuple[Label, tuple[MatrixCell, ...]]]:
    """Return the rows of a matrix with what they are called."""
    return list(zip(figure.impacts, figure.rows, strict=True))


@register.filter
def with_heads(row: Row, heads: tuple[str, ...]) -> list[tuple[str, Cell]]:
    """Return the cells of a row, each with the head of its column."""
    return list(zip(heads[1:], row.cells, strict=True))
