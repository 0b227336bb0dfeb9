"""Section 16 in words: what binds in words alone, as the agreement has it."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.provision_model import About, Keeper, Provision
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.phrases import called, capital, say, titled

_ABOUT = {
    About.RESPONSIBILITIES: ("Dit gaat over verantwoordelijkheden.", "This is about responsibilities."),
    About.EXCEPTIONS: ("Dit gaat over uitzonderingen.", "This is about exceptions."),
    About.REPORTING: ("Dit gaat over rapportage.", "This is about reporting."),
    About.REVIEW: ("Dit gaat over evaluatie.", "This is about review."),
    About.SCOPE: ("Dit gaat over de reikwijdte.", "This is about the scope."),
}


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on other provisions, a clause for each; None where there are none."""
    if not agreement.provisions:
        return None
    clauses = []
    for place, (name, provision) in enumerate(agreement.provisions.items(), 1):
        title = capital(titled(provision.title, lang, called(name, lang, agreement.glossary)))
        clauses.append(Clause(f"16.{place}", title, tuple(_provision(agreement, provision, lang))))
    return Section(16, say(lang, nl="Overige bepalingen", en="Other provisions"), tuple(clauses))


def _provision(agreement: Agreement, provision: Provision, lang: str) -> Iterator[str]:
    yield titled(provision.text, lang, "–")
    if provision.about in _ABOUT:
        nl, en = _ABOUT[provision.about]
        yield say(lang, nl=nl, en=en)
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    keeper = {
        Keeper.PROVIDER: provider,
        Keeper.CUSTOMER: customer,
        Keeper.BOTH: say(lang, nl=f"{provider} en {customer}", en=f"{provider} and {customer}"),
    }[provision.owner]
    yield say(lang, nl=f"Hiervoor zorgt: {keeper}.", en=f"Who sees to it: {keeper}.")
