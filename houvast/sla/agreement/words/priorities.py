"""Section 4 in words: priorities, what decides them, and the matrix with what they promise."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.document import Clause, Label, MatrixCell, MatrixFigure, Section
from houvast.sla.agreement.words.phrases import called, listed, say, target_title
from houvast.sla.agreement.words.priority_rules import rules
from houvast.sla.agreement.words.promise_phrases import promise_words
from houvast.sla.terms import EventKind


def priorities(agreement: Agreement, lang: str) -> Section:
    """Return the section on priorities."""
    model = agreement.priority
    title = say(lang, nl="Prioriteit", en="Priority")
    if not model.levels:
        none = say(lang, nl="Elke belofte geldt voor elk ticket.", en="Every promise holds for every ticket.")
        return Section(4, title, (Clause("4.1", title, (none,)),))
    sentences = [*_how_decided(agreement, lang), *rules(agreement, lang), *_default(agreement, lang)]
    figures = (_matrix(agreement, lang),) if model.matrix else ()
    heading = say(lang, nl="Matrix", en="Matrix") if model.matrix else say(lang, nl="Niveaus", en="Levels")
    return Section(4, title, (Clause("4.1", heading, tuple(sentences), figures),))


def _how_decided(agreement: Agreement, lang: str) -> Iterator[str]:
    if agreement.priority.matrix:
        yield say(
            lang,
            nl="Impact en urgentie bepalen samen de prioriteit.",
            en="Impact and urgency together decide the priority.",
        )
        shown = target_title(agreement, _shown_in_matrix(agreement), lang) if agreement.targets else ""
        if shown:
            yield say(
                lang,
                nl=f"Onder de prioriteit staat de belofte van {shown}.",
                en=f"Below the priority stands the promise of {shown}.",
            )
        return
    levels = listed([called(level, lang, agreement.glossary) for level in agreement.priority.levels], lang)
    yield say(lang, nl=f"Van zwaar naar licht: {levels}.", en=f"From heavy to light: {levels}.")


def _default(agreement: Agreement, lang: str) -> Iterator[str]:
    if agreement.priority.default:
        word = called(agreement.priority.default, lang, agreement.glossary)
        yield say(
            lang,
            nl=f"Een ticket dat hierover niets zegt, krijgt prioriteit {word}.",
            en=f"A ticket that says nothing of this gets priority {word}.",
        )


def _matrix(agreement: Agreement, lang: str) -> MatrixFigure:
    matrix = agreement.priority.matrix
    urgencies = list(dict.fromkeys(urgency for row in matrix.values() for urgency in row))
    rows = tuple(tuple(_matrix_cell(agreement, impact, urgency, lang) for urgency in urgencies) for impact in matrix)
    return MatrixFigure(
        say(lang, nl="Prioriteit uit impact en urgentie", en="Priority from impact and urgency"),
        tuple(_label(agreement, impact, lang) for impact in matrix),
        tuple(_label(agreement, urgency, lang) for urgency in urgencies),
        rows,
    )


def _matrix_cell(agreement: Agreement, impact: str, urgency: str, lang: str) -> MatrixCell:
    model = agreement.priority
    level = model.of(impact, urgency)
    rank = model.levels.index(level) + 1 if level in model.levels else len(model.levels)
    promise = agreement.promise(_shown_in_matrix(agreement), level) if agreement.targets else None
    words = promise_words(promise, lang, agreement.glossary) if promise is not None else ""
    return MatrixCell(impact, urgency, _label(agreement, level, lang), rank, words)


def _shown_in_matrix(agreement: Agreement) -> str:
    """Return the target whose promise stands in the matrix: the one on resolving, else the first."""
    solving = (
        name for name, target in agreement.targets.items() if EventKind.RESOLVED in agreement.clocks[target.clock].stop
    )
    return next(solving, next(iter(agreement.targets)))


def _label(agreement: Agreement, word: str, lang: str) -> Label:
    return Label(word, called(word, lang, agreement.glossary))
