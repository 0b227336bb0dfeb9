"""`houvast check`: read an agreement, then say what in it cannot be measured, contradicts itself or leaves gaps."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from houvast.commands import given, refusals
from houvast.commands.explaining import goal_document
from houvast.commands.remarks import term
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import LEFT, WRAPPED, add, heading, line, table
from houvast.commands.wording import Wording
from houvast.sla.agreement import lint
from houvast.sla.agreement.findings import BadAgreement, Finding, Severity
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
_CLEAN = {"en": "Nothing to remark.", "nl": "Niets op te merken."}


def run(options: Namespace, screen: Screen) -> int:
    """Show the agreement in short and every finding, errors on stderr; exit with 1 on errors (--strict: warnings)."""
    try:
        agreement = given.agreement(options.agreement)
    except BadAgreement as refusal:
        return _unreadable(refusal, screen)
    today = datetime.now(UTC).astimezone(ZoneInfo(agreement.timezone)).date()
    findings = lint.findings(agreement, today=today)
    text = _text(options.agreement, agreement, findings, screen)
    screen.show(_document(options.agreement, agreement, findings, screen.lang), text)
    warned = any(finding.severity is Severity.WARNING for finding in findings)
    return FINDING if options.strict and warned else OK


def _unreadable(refusal: BadAgreement, screen: Screen) -> int:
    errors = refusals.of_agreement(refusal, screen.lang)
    lines = [f"{each['file']}:{each['line']}:{each['column']}: {each['message']}" for each in errors]
    screen.complain([*lines, _count(refusal.findings, screen.lang)])
    if screen.as_json:
        findings = [_finding(each, screen.lang) for each in refusal.findings]
        screen.show({"file": refusal.name, "ok": False, "findings": findings, "errors": errors}, ())
    return FINDING


def _document(path: str, agreement: Agreement, findings: list[Finding], lang: str) -> dict[str, Any]:
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
        "findings": [_finding(finding, lang) for finding in findings],
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "message": finding.worded(lang),
    }


def _text(path: str, agreement: Agreement, findings: list[Finding], screen: Screen) -> Iterator[RenderableType]:
    lang = screen.lang
    parties = {"kind": agreement.kind.value.upper(), "provider": "–", "customer": "–", **agreement.parties}
    yield heading(plain(agreement.name))
    yield line(plain(_BETWEEN[lang] % parties))
    yield line(f"{term(agreement, lang)}, {agreement.timezone}")
    yield line()
    yield _promises(agreement, lang)
    yield line()
    for finding in findings:
        word = _WORDS[lang][finding.severity][0]
        where = f"{path}:{finding.line}:{finding.column}"
        yield line(plain(f"{where}: {word}: {finding.worded(lang)}"), _STYLES[finding.severity])
    yield line(_count(findings, lang))


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
    return made


def _count(findings: tuple[Finding, ...] | list[Finding], lang: str) -> str:
    counted = Counter(finding.severity for finding in findings)
    words = [
        f"{counted[severity]} {_WORDS[lang][severity][counted[severity] != 1]}"
        for severity in Severity
        if counted[severity]
    ]
    return ", ".join(words) if words else _CLEAN[lang]
