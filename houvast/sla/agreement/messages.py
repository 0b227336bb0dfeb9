"""Every finding about an agreement as a sentence in English and Dutch; {braces} take the finding's params."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement.availability_messages import AVAILABILITY_LINT, AVAILABILITY_MESSAGES
from houvast.sla.agreement.credit_messages import CREDIT_ERRORS, CREDIT_LINT
from houvast.sla.agreement.escalation_messages import ESCALATION_LINT, ESCALATION_MESSAGES
from houvast.sla.agreement.lint_messages import LINT_MESSAGES
from houvast.sla.agreement.ola_messages import ADDING_UP, OLA_ERRORS, OLA_LINT
from houvast.sla.agreement.priority_messages import PRIORITY_MESSAGES

Sentences = Mapping[str, tuple[str, str]]

TEXT: Sentences = {
    "too-long": (
        "The text is longer than {most} kB, the most that an agreement may be.",
        "De tekst is langer dan {most} kB; meer mag een overeenkomst niet zijn.",
    ),
    "not-utf8": (
        "The byte {byte} is not UTF-8. Save the file as UTF-8.",
        "Het byte {byte} is geen UTF-8. Sla het bestand op als UTF-8.",
    ),
    "control-character": (
        "The control character {character} may not stand in an agreement.",
        "Het stuurteken {character} mag niet in een overeenkomst staan.",
    ),
    "invisible-character": (
        "The character {character} cannot be seen, so it may not stand in an agreement.",
        "Het teken {character} is onzichtbaar en mag daarom niet in een overeenkomst staan.",
    ),
    "tab": ("A tab stands here. Indent with spaces.", "Hier staat een tab. Spring in met spaties."),
    "empty-text": ("The text is empty.", "De tekst is leeg."),
    "not-an-agreement": (
        "An agreement begins with keys such as houvast: 1.",
        "Een overeenkomst begint met sleutels zoals houvast: 1.",
    ),
    "several-documents": (
        "A second document begins here; a file holds one agreement.",
        "Hier begint een tweede document; een bestand bevat één overeenkomst.",
    ),
    "directive": (
        "Leave out the % lines: an agreement is YAML 1.2.",
        "Laat de %-regels weg: een overeenkomst is YAML 1.2.",
    ),
    "alias": (
        "*{name} refers to text elsewhere. Write the value itself, or put it in quotes.",
        "*{name} verwijst naar tekst elders. Schrijf de waarde zelf, of zet haar tussen aanhalingstekens.",
    ),
    "anchor": (
        "&{name} marks text for use elsewhere. Leave it out, or put the value in quotes.",
        "&{name} merkt tekst voor gebruik elders. Laat het weg, of zet de waarde tussen aanhalingstekens.",
    ),
    "tag": (
        "The type {name} may not stand here. Leave it out, or put the value in quotes.",
        "Het type {name} mag hier niet staan. Laat het weg, of zet de waarde tussen aanhalingstekens.",
    ),
    "too-deep": ("Values are nested more than {deepest} deep.", "Waarden zijn meer dan {deepest} diep genest."),
    "too-many-values": ("There are more than {most} values.", "Er zijn meer dan {most} waarden."),
    "key-not-a-word": ("A key is one word, not a list or a table.", "Een sleutel is één woord, geen lijst of tabel."),
    "duplicate-key": (
        "{word} stands here again; it was set on line {line}.",
        "{word} staat hier opnieuw; het is al gezet op regel {line}.",
    ),
    "stray-colon": (
        "A colon cannot stand here. Check the indentation, or put the text in quotes.",
        "Hier kan geen dubbelepunt staan. Controleer het inspringen, of zet de tekst tussen aanhalingstekens.",
    ),
    "missing-colon": ("A key without a colon.", "Een sleutel zonder dubbelepunt."),
    "stray-character": (
        "A value cannot begin with {character}. Put it in quotes.",
        "Een waarde kan niet met {character} beginnen. Zet haar tussen aanhalingstekens.",
    ),
    "stray-dash": (
        "A list cannot begin on this line. Begin it on the next one, or put the text in quotes.",
        "Een lijst kan niet op deze regel beginnen. Begin op de volgende, of zet de tekst tussen aanhalingstekens.",
    ),
    "stray-mark": (
        "A value cannot begin with & or *. Put it in quotes.",
        "Een waarde kan niet met & of * beginnen. Zet haar tussen aanhalingstekens.",
    ),
    "stray-bracket": ("{character} closes nothing.", "{character} sluit niets."),
    "missing-value": ("A value is missing before {character}", "Er ontbreekt een waarde vóór {character}"),
    "after-bar": (
        "After | or > the text begins on the next line. Put it in quotes to keep it here.",
        "Na | of > begint de tekst op de volgende regel. Zet haar tussen aanhalingstekens om haar hier te laten.",
    ),
    "unclosed": (
        "What is opened here is not closed: a quote, a bracket or a brace.",
        "Wat hier opent wordt niet gesloten: een aanhalingsteken, haak of accolade.",
    ),
    "indentation": (
        "This line does not line up with the lines above it.",
        "Deze regel staat niet gelijk met de regels erboven.",
    ),
    "missing-comma": ("A comma or a closing bracket is missing.", "Er ontbreekt een komma of een sluithaak."),
    "bad-escape": (
        "This backslash means nothing. Use single quotes to keep it as it is.",
        "Deze backslash betekent niets. Gebruik enkele aanhalingstekens om hem te laten staan.",
    ),
    "not-yaml": ("From here on this is not YAML.", "Vanaf hier is dit geen YAML."),
}

VALUES: Sentences = {
    "unknown-key": ("{word} is not a key here.", "{word} is hier geen sleutel."),
    "missing-key": ("{word} is missing in {where}.", "{word} ontbreekt in {where}."),
    "empty-key": ("A key without a name.", "Een sleutel zonder naam."),
    "empty-value": ("Nothing is written here.", "Hier staat niets."),
    "empty-list": ("The list {where} is empty.", "De lijst {where} is leeg."),
    "not-a-word": ("A word is expected here, not {found}.", "Hier hoort een woord, geen {found}."),
    "not-a-list": ("{where} is a list, not {found}.", "{where} is een lijst, geen {found}."),
    "not-a-table": (
        "{where} has keys and values; this is {found}.",
        "{where} heeft sleutels en waarden; dit is {found}.",
    ),
    "word-too-long": ("Longer than {most} characters.", "Langer dan {most} tekens."),
    "bad-name": (
        "{word} cannot be a name: use letters, digits, - and _, at most 60.",
        "{word} kan geen naam zijn: gebruik letters, cijfers, - en _, hoogstens 60.",
    ),
    "named-twice": ("{word} is named twice.", "{word} staat er twee keer."),
    "unknown-word": ("{word} is not known here.", "{word} is hier niet bekend."),
    "unknown-language": ("{word} is not a language here.", "{word} is hier geen taal."),
    "not-a-number": ("{word} is not a whole number.", "{word} is geen geheel getal."),
    "number-out-of-range": ("{word} is not between {low} and {high}.", "{word} ligt niet tussen {low} en {high}."),
    "not-a-percentage": (
        "{word} is not a percentage. Write for example 99.9%, with a point.",
        "{word} is geen percentage. Schrijf bijvoorbeeld 99.9%, met een punt.",
    ),
    "percentage-out-of-range": (
        "{word} is not above 0% and at most {most}%.",
        "{word} is niet groter dan 0% en hoogstens {most}%.",
    ),
    "whole-percent": ("{word} is not a whole percentage.", "{word} is geen heel percentage."),
    "not-a-date": (
        "{word} is not a date. Write for example 2026-12-31.",
        "{word} is geen datum. Schrijf bijvoorbeeld 2026-12-31.",
    ),
    "no-such-day": (
        "{word} does not exist: that month has {days} days.",
        "{word} bestaat niet: die maand heeft {days} dagen.",
    ),
    "no-such-month": (
        "{word} does not exist: months run from 01 to 12.",
        "{word} bestaat niet: maanden lopen van 01 tot 12.",
    ),
    "date-too-far": ("{word} is not between {first} and {last}.", "{word} ligt niet tussen {first} en {last}."),
    "unknown-version": (
        "Version {word} of the language is not known; this is version {version}.",
        "Versie {word} van de taal is niet bekend; dit is versie {version}.",
    ),
    "unknown-zone": (
        "{word} is not a time zone.",
        "{word} is geen tijdzone.",
    ),
    "effective-reversed": (
        "The agreement ends on {last}, before it begins on {first}.",
        "De overeenkomst eindigt op {last}, voordat zij begint op {first}.",
    ),
}

CALENDARS: Sentences = {
    "not-a-calendar": (
        "{word} is not a calendar. Write 24/7, or hours: with days.",
        "{word} is geen kalender. Schrijf 24/7, of hours: met dagen.",
    ),
    "never-due": (
        "{word} has no end: {calendar} has no opening hours after {day}. Give it hours that come back each week.",
        "{word} heeft geen einde: {calendar} heeft na {day} geen openingstijden. Geef uren die elke week terugkomen.",
    ),
    "empty-calendar": ("The calendar {word} is never open.", "De kalender {word} is nooit open."),
    "always-is-fixed": (
        "always is 24/7 in every agreement. Give this calendar another name.",
        "always is in elke overeenkomst 24/7. Geef deze kalender een andere naam.",
    ),
    "unknown-calendar": ("{word} does not exist.", "{word} bestaat niet."),
    "hours-need-days": (
        '{word} has no days. Write for example mon-fri: "08:00-18:00", or 24/7.',
        '{word} heeft geen dagen. Schrijf bijvoorbeeld mon-fri: "08:00-18:00", of 24/7.',
    ),
    "holiday-hours-without-holidays": (
        "There are hours for holidays, but no holidays. Name them under holidays.",
        "Er zijn uren voor feestdagen, maar geen feestdagen. Noem die onder holidays.",
    ),
    "range-reversed": (
        "{word} runs from more to less. Write the smaller time first.",
        "{word} loopt van meer naar minder. Schrijf de kortste tijd eerst.",
    ),
    "same-time-alone": (
        "same-time goes with whole business days only.",
        "same-time hoort alleen bij hele werkdagen.",
    ),
    "after-report-place": (
        "after-report comes straight after a number of business days: 1bd after-report on office.",
        "after-report staat direct achter een aantal werkdagen: 1bd after-report on office.",
    ),
    "share-of-nothing": (
        "{word} can be no open time at all, of which no share is used. Make the goal each, at most or a percentage.",
        "{word} kan helemaal geen open tijd zijn, waarvan geen deel wordt gebruikt. "
        "Maak het doel each, at most of een percentage.",
    ),
    "best-effort-alone": (
        "best effort is no limit. Leave it out, or the others.",
        "best effort is geen grens. Laat die weg, of de andere.",
    ),
    "one-event": (
        "Name one event here, with what it says: {{status: diagnosed}}, or a list of such tables.",
        "Noem hier één gebeurtenis, met wat die zegt: {{status: diagnosed}}, of een lijst van zulke tabellen.",
    ),
    "event-says": (
        "{word} says more than one thing: write which, for example {{{word}: {{channel: phone}}}}.",
        "{word} zegt meer dan één ding: schrijf welk, bijvoorbeeld {{{word}: {{channel: phone}}}}.",
    ),
    "attribute-reserved": (
        "{word} has a meaning of its own; call this attribute otherwise.",
        "{word} heeft al een betekenis; noem dit kenmerk anders.",
    ),
    "plan-missing": (
        "This agreement does not say which plan it is. Write for example plan: gold above.",
        "Deze overeenkomst zegt niet welk pakket zij is. Schrijf bovenaan bijvoorbeeld plan: gold.",
    ),
    "unknown-day": ("{word} is not a day.", "{word} is geen dag."),
    "unknown-nth": ("{word} is not which day of the month.", "{word} is niet welke dag van de maand."),
    "day-named-twice": (
        "{word} has hours already. Name each day once.",
        "{word} heeft al uren. Noem elke dag één keer.",
    ),
    "no-hours": ("No hours. Write closed when the day is closed.", "Geen uren. Schrijf closed als de dag gesloten is."),
    "not-a-range": (
        "{word} is not a range. Write for example 08:00-18:00.",
        "{word} is geen tijdvak. Schrijf bijvoorbeeld 08:00-18:00.",
    ),
    "no-such-time": (
        "{word} is not a time of day: 00:00 to 24:00, and no range begins at 24:00.",
        "{word} is geen tijd van de dag: 00:00 tot 24:00, en geen tijdvak begint om 24:00.",
    ),
    "zero-length-range": (
        "{word} is never open: it ends when it begins. A whole day is 00:00-24:00.",
        "{word} is nooit open: het eindigt als het begint. Een hele dag is 00:00-24:00.",
    ),
    "overlapping-ranges": ("{second} overlaps {first}.", "{second} overlapt {first}."),
    "overlapping-on-date": ("The ranges of {word} overlap.", "De tijdvakken van {word} overlappen."),
    "too-many-ranges": ("More than {most} ranges in a day.", "Meer dan {most} tijdvakken op een dag."),
    "holidays-need-country": (
        "{word} is not enough. Write country: and the code of the country, such as NL.",
        "{word} is niet genoeg. Schrijf country: en de code van het land, zoals NL.",
    ),
    "unknown-country": (
        "{word} is not the code of a country whose holidays are known.",
        "{word} is niet de code van een land waarvan de feestdagen bekend zijn.",
    ),
    "unknown-region": (
        "{word} is not a region with holidays of its own.",
        "{word} is geen regio met eigen feestdagen.",
    ),
    "region-without-country": ("A region needs its country.", "Bij een regio hoort het land."),
    "country-without-regions": (
        "{word} has no regions with holidays of their own.",
        "{word} heeft geen regio's met eigen feestdagen.",
    ),
    "name-without-country": (
        "{word} needs a country to be a holiday of. Without one, write dates.",
        "{word} is een feestdag van een land. Noem dat land, of schrijf datums.",
    ),
    "unknown-holiday": ("{word} is not a holiday there.", "{word} is daar geen feestdag."),
}

PROMISES: Sentences = {
    "any-is-no-priority": (
        "* stands for every priority in a target; it is no priority itself.",
        "* staat in een norm voor elke prioriteit; het is er zelf geen.",
    ),
    "unknown-event": ("{word} is not an event.", "{word} is geen gebeurtenis."),
    "event-cannot-start": (
        "{word} cannot start a clock. These can: {events}.",
        "{word} kan geen klok starten. Deze wel: {events}.",
    ),
    "event-cannot-stop": (
        "{word} cannot be named as a stop. These can: {events}. Cancelling and merging end every clock anyway.",
        "{word} kan niet als stop staan. Deze wel: {events}. Intrekken en samenvoegen beëindigen elke klok al.",
    ),
    "unknown-attribute": ("{word} is not a field of a ticket.", "{word} is geen veld van een ticket."),
    "unknown-clock": ("The clock {word} does not exist.", "De klok {word} bestaat niet."),
    "no-targets": ("The agreement promises nothing.", "De overeenkomst belooft niets."),
    "unknown-goal": ("{word} is not a goal.", "{word} is geen doel."),
    "not-a-promise": (
        "{word} is not a promise. Write for example 4h on office, 2bd on office or best effort.",
        "{word} is geen belofte. Schrijf bijvoorbeeld 4h on office, 2bd on office of best effort.",
    ),
    "unit-missing": ("{word} of what? Write w, d, h, m, s or bd.", "{word} wat? Schrijf w, d, h, m, s of bd."),
    "unknown-unit": ("{word} is not a unit.", "{word} is geen eenheid."),
    "fraction": ("{word} is not whole. Write for example 1h30m.", "{word} is niet heel. Schrijf bijvoorbeeld 1h30m."),
    "units-in-disorder": (
        "{word} comes too late: write units once, from large to small.",
        "{word} komt te laat: schrijf eenheden één keer, van groot naar klein.",
    ),
    "business-days-alone": (
        "{word}: business days do not go together with hours.",
        "{word}: werkdagen gaan niet samen met uren.",
    ),
    "business-days-need-calendar": (
        "Business days of which calendar? Write for example 2bd on office.",
        "Werkdagen van welke kalender? Schrijf bijvoorbeeld 2bd on office.",
    ),
    "business-days-never-shut": (
        "{word} never closes, so a business day has no end there. Write hours.",
        "{word} sluit nooit, dus een werkdag heeft daar geen einde. Schrijf uren.",
    ),
    "only-for-business-days": ("{word} belongs to business days (bd).", "{word} hoort bij werkdagen (bd)."),
    "calendar-missing": ("A calendar is missing after on.", "Na on ontbreekt een kalender."),
    "cut-off-missing": ("A time is missing after cut-off.", "Na cut-off ontbreekt een tijd."),
    "unexpected-word": ("{word} does not belong here.", "{word} hoort hier niet."),
    "zero-promise": ("{word} is no time at all.", "{word} is helemaal geen tijd."),
    "promise-too-long": ("Longer than {most} years.", "Langer dan {most} jaar."),
}

MESSAGES: Sentences = {
    **TEXT,
    **VALUES,
    **CALENDARS,
    **PROMISES,
    **PRIORITY_MESSAGES,
    **AVAILABILITY_MESSAGES,
    **CREDIT_ERRORS,
    **ESCALATION_MESSAGES,
    **LINT_MESSAGES,
    **ESCALATION_LINT,
    **CREDIT_LINT,
    **AVAILABILITY_LINT,
    **OLA_ERRORS,
    **OLA_LINT,
    **ADDING_UP,
}
"""Code → sentence in English, in Dutch."""

_KINDS = {
    "word": ("a word", "woord"),
    "list": ("a list", "lijst"),
    "table": ("a table", "tabel"),
}
_WHOLE = ("the agreement", "de overeenkomst")
_SUGGESTION = (" Did you mean {suggestion}?", " Bedoelt u {suggestion}?")
_KNOWN = (" Known are {known}.", " Bekend zijn {known}.")


def sentence(code: str, params: Mapping[str, str], lang: str) -> str:
    """Return the sentence of a code in nl or en, with what was probably meant where that is known."""
    which = 1 if lang == "nl" else 0
    values = dict(params)
    if "found" in values:
        values["found"] = _KINDS[values["found"]][which]
    if values.get("where") == "":
        values["where"] = _WHOLE[which]
    hint = _SUGGESTION[which] if "suggestion" in values else _KNOWN[which] if "known" in values else ""
    return (MESSAGES[code][which] + hint).format(**values)
