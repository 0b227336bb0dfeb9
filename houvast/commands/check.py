"""`houvast check`: read an agreement, then say what in it cannot be measured, contradicts itself or leaves gaps."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from houvast.commands import given, refusals
from houvast.commands.checked import other_rows, others_document
from houvast.commands.explaining import goal_document
from houvast.commands.remarks import term
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import LEFT, WRAPPED, add, heading, line, table
from houvast.commands.wording import Wording
from houvast.sla import adding_up
from houvast.sla.agreement.findings import BadAgreement, Finding, Severity
from houvast.sla.agreement.lint import whole as lint
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement, Goal, GoalKind

OK, FINDING = 0, 1
_STYLES = {Severity.WARNING: "yellow", Severity.NOTE: "dim", Severity.ERROR: "red"}
_WORDS = {
    "en": {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.NOTE: ("note", "notes"),
    },
    "nl": {
        Severity.ERROR: ("fout", "fouten"),
        Severity.WARNING: ("waarschuwing", "waarschuwingen"),
        Severity.NOTE: ("opmerking", "opmerkingen"),
    },
}
_HEADER = {"en": ("Target", "Promise", "Goal"), "nl": ("Norm", "Belofte", "Doel")}
_BETWEEN = {"en": "%(kind)s of %(provider)s with %(customer)s", "nl": "%(kind)s van %(provider)s met %(customer)s"}
_BELOW = {"en": "supported by %s", "nl": "gesteund door %s"}
_CLEAN = {"en": "Nothing to remark.", "nl": "Niets op te merken."}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and the file that it is about."""

    file: str
    finding: Finding


def run(options: Namespace, screen: Screen) -> int:
    """Show the agreement in short and every finding, errors on stderr; exit with 1 on errors (--strict: warnings)."""
    try:
        agreement = given.agreement(options.agreement)
        below = {path: given.agreement(path) for path in options.below}
    except BadAgreement as refusal:
        return _unreadable(refusal, screen)
    today = datetime.now(UTC).astimezone(ZoneInfo(agreement.timezone)).date()
    told = [Told(options.agreement, finding) for finding in lint.findings(agreement, today=today)]
    files = {id(agreement): options.agreement} | {id(each): path for path, each in below.items()}
    doubts = adding_up.can_add_up(agreement, list(below.values()))
    told += [Told(files[id(doubt.agreement)], doubt.finding) for doubt in doubts]
    document = _document(options.agreement, agreement, told, screen.lang)
    if below:
        document["with"] = [_below(path, each, told, screen.lang) for path, each in below.items()]
    screen.show(document, _text(agreement, list(below.values()), told, screen))
    warned = any(each.finding.severity is Severity.WARNING for each in told)
    return FINDING if options.strict and warned else OK


def _unreadable(refusal: BadAgreement, screen: Screen) -> int:
    errors = refusals.of_agreement(refusal, screen.lang)
    lines = [f"{each['file']}:{each['line']}:{each['column']}: {each['message']}" for each in errors]
    screen.complain([*lines, _count(refusal.findings, screen.lang)])
    if screen.as_json:
        findings = [_finding(each, screen.lang) for each in refusal.findings]
        screen.show({"file": refusal.name, "ok": False, "findings": findings, "errors": errors}, ())
    return FINDING


def _below(path: str, agreement: Agreement, told: list[Told], lang: str) -> dict[str, Any]:
    return {
        "file": path,
        "agreement": agreement.name,
        "kind": agreement.kind.value,
        "findings": [_finding(each.finding, lang) for each in told if each.file == path],
    }


def _document(path: str, agreement: Agreement, told: list[Told], lang: str) -> dict[str, Any]:
    return {
        "file": path,
        "ok": True,
        "agreement": agreement.name,
        "kind": agreement.kind.value,
        "parties": dict(agreement.parties),
        "effective": {
            "from": agreement.effective_from.isoformat(),
            "until": agreement.effective_until.isoformat() if agreement.effective_until else None,
        },
        "timezone": agreement.timezone,
        "sha256": agreement.sha256,
        "targets": [
            {
                "target": name,
                "clock": target.clock,
                "within": {priority: promise.written for priority, promise in target.within.items()},
                "when": {name: list(words) for name, words in target.when.items()},
                "opened_in": target.opened_in or None,
                "goal": goal_document(target.goal),
                "per": target.per.value,
            }
            for name, target in agreement.targets.items()
        ],
        **others_document(agreement),
        "findings": [_finding(each.finding, lang) for each in told if each.file == path],
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "message": finding.worded(lang),
    }


def _text(
    agreement: Agreement, below: Sequence[Agreement], told: list[Told], screen: Screen
) -> Iterator[RenderableType]:
    lang = screen.lang
    parties = {"kind": agreement.kind.value.upper(), "provider": "–", "customer": "–", **agreement.parties}
    yield heading(plain(agreement.name))
    yield line(plain(_BETWEEN[lang] % parties))
    yield line(f"{term(agreement, lang)}, {agreement.timezone}")
    if below:
        named = ", ".join(f"{each.name} ({each.kind.value.upper()})" for each in below)
        yield line(plain(_BELOW[lang] % named))
    yield line()
    yield _promises(agreement, lang)
    yield line()
    for each in told:
        finding = each.finding
        word = _WORDS[lang][finding.severity][0]
        where = f"{each.file}:{finding.line}:{finding.column}"
        yield line(plain(f"{where}: {word}: {finding.worded(lang)}"), _STYLES[finding.severity])
    yield line(_count([each.finding for each in told], lang))


def _promises(agreement: Agreement, lang: str) -> RenderableType:
    made, wording = table(_HEADER[lang], (LEFT, WRAPPED, LEFT)), Wording(lang)
    for name, target in agreement.targets.items():
        cells = [
            promise.written if priority == ANY_PRIORITY else f"{priority} {promise.written}"
            for priority, promise in target.within.items()
        ]
        add(made, [plain(name), plain(" · ".join(cells)), wording.goal(target.goal, target.per)])
    for name, uptime in agreement.availability.items():
        figure = wording.goal(Goal(GoalKind.SHARE, uptime.at_least), uptime.per)
        add(made, [plain(name), plain(f"{uptime.service} · {uptime.calendar}"), figure])
    for cells in other_rows(agreement, wording):
        add(made, cells)
    return made


def _count(findings: tuple[Finding, ...] | list[Finding], lang: str) -> str:
    counted = Counter(finding.severity for finding in findings)
    words = [
        f"{counted[severity]} {_WORDS[lang][severity][counted[severity] != 1]}"
        for severity in Severity
        if counted[severity]
    ]
    return ", ".join(words) if words else _CLEAN[lang]
