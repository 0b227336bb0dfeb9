"""Row 12: any agreement as PDF: one of every day, and one of a hundred pages."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from bench.tables import Figure, Table
from houvast.layout.contract import Contract
from houvast.layout.pdf import pdf
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.agreement.words.whole import document

EVERYDAY = Path(__file__).parents[1] / "examples" / "agreements" / "10-acme-webshop.yaml"
SECONDS = 1.0
TARGETS = 150


def row(*, quick: bool) -> Table:
    """Return the table of row 12."""
    table = Table("12", "an agreement as PDF, from values to bytes (s of CPU)")
    texts = {"of every day": EVERYDAY.read_text(encoding="utf-8"), "large": large(10 if quick else TARGETS)}
    for what, text in texts.items():
        seconds, pages = timed(text)
        must, reached = f"≤ {SECONDS} s", seconds <= SECONDS
        table.figures.append(Figure(f"{what}, {pages} pages", "s", seconds, must=must, reached=reached))
    table.remarks.append("once, with the fonts read beforehand; no peer lays out agreements")
    return table


def timed(text: str) -> tuple[float, int]:
    """Return the seconds that an agreement takes, and the pages it makes."""
    agreement = read(text)
    pdf(contract(read("\n".join((*HEAD, "targets: {response: {within: 1h}}")))))  # reads the fonts
    began = process_time()
    made = pdf(contract(agreement))
    seconds = process_time() - began
    return seconds, int(made.partition(b"/Type/Pages/Count ")[2].split(b"/")[0])


def contract(agreement: Agreement) -> Contract:
    """Return an agreement to lay out, in Dutch, with the holidays of three years."""
    told = document(agreement, lang="nl", year=2026, until=2028)
    return Contract(told, agreement.effective_from, agreement.sha256)


HEAD = (
    "houvast: 1",
    "agreement: large",
    "parties: {provider: A, customer: B}",
    "effective: {from: 2026-01-01, until: 2028-12-31}",
    "timezone: Europe/Amsterdam",
)


def large(count: int) -> str:
    """Return an agreement with so many targets on tickets, as many on availability, and as many credits."""
    each = range(count)
    return "\n".join(
        (
            *HEAD,
            'calendars: {office: {hours: {mon-fri: "08:00-18:00"}, holidays: {country: NL}}}',
            "priority: {levels: [P1, P2, P3, P4], default: P3}",
            "fees: {hosting: 250 EUR per month}",
            "targets:",
            *(
                f"  t{n}: {{clock: resolution, when: {{type: [x{n}]}}, goal: 95%, "
                "within: {P1: 1h, P2: 2h on office, P3: 1bd on office, P4: best effort}}"
                for n in each
            ),
            *(f"  u{n}: {{availability: s{n}, at_least: 99.9%, downtime: {{longer_than: {n + 1}m}}}}" for n in each),
            "credits:",
            *(
                f"  k{n}: {{target: u{n}, of: hosting, limits: {{at_most: 50%}}, "
                "bands: [{below: 99.9%, credit: 5%}, {below: 99%, credit: 25%}]}"
                for n in each
            ),
        )
    )
