"""Errors about characters and YAML, before there is anything to read, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

TEXT_MESSAGES: Mapping[str, tuple[str, str]] = {
    "too-long": (
        "The text is longer than {most} kB, the most that an agreement may be.",
        "De tekst is langer dan {most} kB; meer mag een overeenkomst niet zijn.",
    ),
    "not-utf8": (
        "The byte {byte} is not UTF-8. Save the file as UTF-8.",
        "De byte {byte} is geen UTF-8. Sla het bestand op als UTF-8.",
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
