"""What goes wrong, told: one line each on stderr, a JSON document when one was asked for, and the exit status."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from houvast.commands.screen import Screen
from houvast.files.endings import UnknownEnding
from houvast.files.findings import BadFile
from houvast.sla.agreement.findings import BadAgreement, nearest
from houvast.sla.calendar import NeverOpens

FINDING, WRONG_USE, FAULT, MACHINE = 1, 2, 70, 74
_NAMED_WRONG = {
    errno.ENOENT: "no-such-file",
    errno.ENOTDIR: "no-such-file",
    errno.ENAMETOOLONG: "no-such-file",
    errno.ELOOP: "no-such-file",
    errno.EISDIR: "is-a-folder",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.EROFS: "not-permitted",
}
"""What the machine says of a file that should have been named otherwise; all else it says is no wrong use."""
_LOOKED_AT = 10_000


class WrongUse(Exception):
    """
    A command was called with something it cannot work with.

    code    key of SENTENCES
    values  for the sentence; `guess` is what was probably meant
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """Return the refusal in words."""
        guess = self.values.get("guess")
        return SENTENCES[self.code][lang] % self.values + (DID_YOU_MEAN[lang] % guess if guess else "")


def unknown(code: str, word: str, known: list[str], **values: object) -> WrongUse:
    """Return the refusal of a word that is none of those known, with the nearest."""
    guess = nearest(word, known, most=_LOOKED_AT)
    return WrongUse(code, word=word, known=", ".join(known[:20]) or "-", guess=guess, **values)


def told(refusal: Exception, screen: Screen) -> int:
    """Show what went wrong, and return the exit status."""
    status, errors = _status_and_errors(refusal, screen.lang)
    screen.complain(_line(error) for error in errors)
    if screen.as_json:
        screen.show({"errors": errors}, ())
    return status


Error = Mapping[str, Any]
"""`message` and, where known, `file`, `line`, `column`, `code`."""


def _status_and_errors(refusal: Exception, lang: str) -> tuple[int, list[Error]]:
    match refusal:
        case BadFile():
            return FINDING, _of_file(refusal, lang)
        case BadAgreement():
            return FINDING, of_agreement(refusal, lang)
        case NeverOpens():
            message = SENTENCES["never-opens"][lang] % {"at": refusal.at.isoformat()}
            return FINDING, [{"message": message, "code": "never-opens"}]
        case WrongUse():
            return WRONG_USE, [{"message": refusal.text(lang), "code": refusal.code}]
        case UnknownEnding():
            values = {"known": ", ".join(refusal.known)}
            return WRONG_USE, [
                {"file": str(refusal.path), "code": "ending", "message": SENTENCES["ending"][lang] % values}
            ]
        case OSError() if refusal.filename is not None:
            return _of_machine(refusal, lang)
        case ZoneInfoNotFoundError():
            return WRONG_USE, [{"message": str(refusal)}]
        case _:
            values = {"kind": type(refusal).__name__, "what": str(refusal)}
            return FAULT, [{"message": SENTENCES["fault"][lang] % values, "code": "fault"}]


def _of_machine(refusal: OSError, lang: str) -> tuple[int, list[Error]]:
    """Tell a file that is not there or not ours from a disk that is full, which no other call would help."""
    code = _NAMED_WRONG.get(refusal.errno or 0, "machine")
    said = refusal.strerror or str(refusal)
    error = {"file": str(refusal.filename), "code": code, "message": SENTENCES[code][lang] % {"what": said}}
    return MACHINE if code == "machine" else WRONG_USE, [error]


def of_agreement(refusal: BadAgreement, lang: str) -> list[Error]:
    """Return each fault of an agreement that could not be read."""
    return [
        {
            "file": refusal.name,
            "line": finding.line,
            "column": finding.column,
            "code": finding.code,
            "message": finding.worded(lang),
        }
        for finding in refusal.findings
    ]


def _of_file(refusal: BadFile, lang: str) -> list[Error]:
    errors: list[Error] = []
    for finding in refusal.findings:
        place = {"line": finding.line, "column": finding.column}
        known = {name: number for name, number in place.items() if number}
        errors.append({"file": str(refusal.path), **known, "code": finding.code, "message": finding.text(lang)})
    if refusal.more:
        errors.append({"file": str(refusal.path), "message": refusal.lines(lang)[-1].removeprefix(f"{refusal.path}: ")})
    return errors


def _line(error: Error) -> str:
    if "file" not in error:
        return f"houvast: {error['message']}"
    place = ":".join(str(error[part]) for part in ("file", "line", "column") if part in error)
    return f"{place}: {error['message']}"


DID_YOU_MEAN = {"en": "; did you mean '%s'?", "nl": "; bedoelt u '%s'?"}

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "unknown-target": {
        "en": "the agreement has no target '%(word)s' on tickets; it has: %(known)s",
        "nl": "de overeenkomst heeft geen norm '%(word)s' op tickets; wel: %(known)s",
    },
    "unknown-uptime-target": {
        "en": "the agreement has no target '%(word)s' on availability; it has: %(known)s",
        "nl": "de overeenkomst heeft geen norm '%(word)s' op beschikbaarheid; wel: %(known)s",
    },
    "unknown-indicator-target": {
        "en": "the agreement has no target '%(word)s' on indicators; it has: %(known)s",
        "nl": "de overeenkomst heeft geen norm '%(word)s' op indicatoren; wel: %(known)s",
    },
    "no-xla": {
        "en": "--beside holds experience beside service levels: AGREEMENT must be of kind xla, and is %(kind)s",
        "nl": "--beside houdt ervaring naast normen: AGREEMENT moet van soort xla zijn, en is %(kind)s",
    },
    "unknown-period": {
        "en": "--period: '%(word)s' is no period of %(targets)s; write 2026-05, 2026-Q2, 2026-W20 or 2026",
        "nl": "--period: '%(word)s' is geen periode van %(targets)s; schrijf 2026-05, 2026-Q2, 2026-W20 of 2026",
    },
    "no-periods": {
        "en": "no period is touched by what was read; say which with --period, e.g. --period 2026-05",
        "nl": "wat is gelezen raakt geen enkele periode; zeg welke met --period, bijvoorbeeld --period 2026-05",
    },
    "unknown-fee": {
        "en": "--fee: the agreement has no fee '%(word)s' of its own; it has: %(known)s",
        "nl": "--fee: de overeenkomst heeft zelf geen tarief '%(word)s'; wel: %(known)s",
    },
    "no-amount": {
        "en": "--fee %(name)s: '%(word)s' is not an amount such as 1250.00",
        "nl": "--fee %(name)s: '%(word)s' is geen bedrag zoals 1250.00",
    },
    "not-together": {
        "en": "%(one)s and %(other)s do not go together",
        "nl": "%(one)s en %(other)s gaan niet samen",
    },
    "only-with": {
        "en": "%(one)s says something only together with %(other)s",
        "nl": "%(one)s zegt alleen iets samen met %(other)s",
    },
    "unknown-attribute": {
        "en": "--attribute: a ticket says no '%(word)s'; it may say: %(known)s",
        "nl": "--attribute: een ticket zegt geen '%(word)s'; wel: %(known)s",
    },
    "no-pair": {
        "en": "%(option)s: '%(word)s' is not NAME=VALUE",
        "nl": "%(option)s: '%(word)s' is niet NAAM=WAARDE",
    },
    "unknown-priority": {
        "en": "the agreement has no priority '%(word)s'; it has: %(known)s",
        "nl": "de overeenkomst heeft geen prioriteit '%(word)s'; wel: %(known)s",
    },
    "unknown-ticket": {
        "en": "%(file)s has no ticket '%(word)s'",
        "nl": "%(file)s heeft geen ticket '%(word)s'",
    },
    "unknown-zone": {
        "en": "'%(word)s' is not an IANA time zone such as Europe/Amsterdam",
        "nl": "'%(word)s' is geen IANA-tijdzone zoals Europe/Amsterdam",
    },
    "unknown-customer": {
        "en": "the portal has no customer '%(word)s'; it has: %(known)s",
        "nl": "het portaal heeft geen klant '%(word)s'; wel: %(known)s",
    },
    "not-open-yet": {
        "en": "ticket '%(word)s' is not opened yet at %(at)s",
        "nl": "ticket '%(word)s' is op %(at)s nog niet geopend",
    },
    "withdrawn-ticket": {
        "en": "every event of ticket '%(word)s' was withdrawn",
        "nl": "elke gebeurtenis van ticket '%(word)s' is ingetrokken",
    },
    "no-clock": {
        "en": "target '%(target)s' has no clock on such a ticket: it asks for %(asks)s",
        "nl": "norm '%(target)s' heeft geen klok op zo'n ticket: die vraagt om %(asks)s",
    },
    "bad-moment": {"en": "%(option)s: %(why)s", "nl": "%(option)s: %(why)s"},
    "same-file": {
        "en": "--out '%(file)s' is the file that is read",
        "nl": "--out '%(file)s' is het bestand dat wordt gelezen",
    },
    "not-a-file": {
        "en": "--out '%(file)s' is there already, and is not a file",
        "nl": "--out '%(file)s' bestaat al, en is geen bestand",
    },
    "no-folder": {
        "en": "--out: there is no folder '%(folder)s'",
        "nl": "--out: er is geen map '%(folder)s'",
    },
    "pdf-on-terminal": {
        "en": "a PDF is no text: write it to a file with --out, or send it on with > or |",
        "nl": "een PDF is geen tekst: schrijf hem met --out naar een bestand, of stuur hem door met > of |",
    },
    "bad-year": {
        "en": "--year: %(year)s is not between %(first)s and %(last)s",
        "nl": "--year: %(year)s ligt niet tussen %(first)s en %(last)s",
    },
    "no-portal": {
        "en": "there is no portal here yet: start it once with `houvast up`, or set HOUVAST_DATABASE",
        "nl": "er is hier nog geen portaal: start het eenmaal met `houvast up`, of zet HOUVAST_DATABASE",
    },
    "long-source": {
        "en": "--source is longer than %(most)s characters",
        "nl": "--source is langer dan %(most)s tekens",
    },
    "missing-arguments": {
        "en": "missing: %(names)s; see `%(help)s`",
        "nl": "er ontbreekt: %(names)s; zie `%(help)s`",
    },
    "unknown-arguments": {
        "en": "unknown: %(names)s; see `%(help)s`",
        "nl": "onbekend: %(names)s; zie `%(help)s`",
    },
    "unknown-choice": {
        "en": "%(name)s: '%(word)s' is none of: %(known)s",
        "nl": "%(name)s: '%(word)s' is geen van: %(known)s",
    },
    "ambiguous-option": {
        "en": "%(word)s may mean: %(known)s",
        "nl": "%(word)s kan zijn: %(known)s",
    },
    "no-value": {
        "en": "%(name)s: a value is missing; see `%(help)s`",
        "nl": "%(name)s: er ontbreekt een waarde; zie `%(help)s`",
    },
    "takes-no-value": {
        "en": "%(name)s takes no value, so '%(word)s' is one too many",
        "nl": "%(name)s neemt geen waarde, dus '%(word)s' is er een te veel",
    },
    "not-a-number": {
        "en": "%(name)s: '%(word)s' is not a whole number",
        "nl": "%(name)s: '%(word)s' is geen geheel getal",
    },
    "usage": {
        "en": "%(what)s; see `%(help)s`",
        "nl": "verkeerd gebruik (%(what)s); zie `%(help)s`",
    },
    "no-such-file": {"en": "%(what)s", "nl": "dit bestand of deze map is er niet"},
    "is-a-folder": {"en": "%(what)s", "nl": "dit is een map"},
    "not-permitted": {"en": "%(what)s", "nl": "dit mag hier niet worden gelezen of geschreven"},
    "machine": {"en": "%(what)s", "nl": "de machine kon dit niet (%(what)s)"},
    "ending": {
        "en": "the name must end in one of %(known)s",
        "nl": "de naam moet eindigen op een van %(known)s",
    },
    "never-opens": {
        "en": "the calendar has no more opening hours after %(at)s, so the promise has no end",
        "nl": "de kalender heeft na %(at)s geen openingstijden meer, dus de belofte heeft geen einde",
    },
    "fault": {
        "en": "this is a fault in houvast (%(kind)s: %(what)s); set HOUVAST_DEBUG=1 to see where",
        "nl": "dit is een fout in houvast (%(kind)s: %(what)s); zet HOUVAST_DEBUG=1 om te zien waar",
    },
}
