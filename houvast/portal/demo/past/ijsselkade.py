"""What IJsselkade Advocaten came with."""

from __future__ import annotations

from houvast.portal.demo.past.matters import Matter, Past

URGENT = {"priority": "urgent"}
NORMAL = {"priority": "normal"}
WISH = {"priority": "wish"}

ROOMS = ("kamer 1.04", "kamer 2.11", "het secretariaat", "de bibliotheek")

MATTERS = (
    Matter(
        "Printer bij {place} drukt niet af",
        "Opdrachten blijven in de wachtrij staan.",
        "De wachtrij staat vast op een beschadigd document. We maken hem leeg.",
        "De wachtrij is leeg; we wachten op een proefafdruk.",
        "Er komt weer papier uit; de wachtrij blijft leeg.",
        "Printen",
        (NORMAL, NORMAL, URGENT),
        ROOMS,
    ),
    Matter(
        "Dossier staat op slot voor {place}",
        "Een dossier is geopend door iemand die al naar huis is.",
        "We heffen het slot op en bewaren de laatste versie.",
        "Het slot is weg; we vergelijken de versies.",
        "Het dossier is vrij; er is niets verloren gegaan.",
        "Dossiersysteem",
        (NORMAL, URGENT),
        ROOMS,
    ),
    Matter(
        "Processtuk kan niet worden ingediend vanuit {place}",
        "De rechtbank weigert het bestand.",
        "Het bestand is groter dan de rechtbank toestaat. We verkleinen het zonder verlies van tekst.",
        "Het verkleinde bestand staat klaar.",
        "Ingediend en bevestigd door de rechtbank.",
        "Ondertekenen",
        (URGENT,),
        ROOMS,
    ),
    Matter(
        "Calendar of {place} shows hearings twice",
        "Every hearing appears twice since the last synchronisation.",
        "The synchronisation ran twice. We are removing the duplicates.",
        "The duplicates are gone for half of the calendars.",
        "All calendars are correct; the second run is switched off.",
        "E-mail",
        (NORMAL,),
        ("the litigation team", "the family law team", "the secretariat"),
    ),
    Matter(
        "Video hearing has no sound in {place}",
        "The other side cannot hear us.",
        "The room uses the wrong microphone. We are switching it over.",
        "Switched over; a test call is planned with you.",
        "Sound tested with the court’s test line.",
        "Workplace",
        (URGENT, NORMAL),
        ("room 2.01", "the large meeting room"),
    ),
    Matter(
        "Wachtwoord verlopen op {place}",
        "Aanmelden lukt niet na de vakantie.",
        "We sturen een eenmalige code naar de telefoon die bij ons bekend is.",
        "De code is verstuurd.",
        "Aangemeld met een nieuw wachtwoord.",
        "Aanmelden",
        (NORMAL,),
        ROOMS,
    ),
    Matter(
        "Wens: sneltoets voor dictaat in {place}",
        "Graag een knop op het toetsenbord om het dictaat te starten.",
        "Genoteerd; dit nemen we mee bij de volgende ronde van werkplekken.",
        "De toetsenborden zijn besteld.",
        "De knop is ingesteld.",
        "Werkplek",
        (WISH,),
        ROOMS,
        type="request",
    ),
)

PAST = Past(
    matters=MATTERS,
    months=(7, 6, 8, 7, 6, 7, 8, 6, 9, 11, 10, 12),
    late=(6, 5, 9, 6, 4, 5, 7, 5, 14, 8, 6, 5),
    hours="office",
    response="response",
    resolution="resolution",
    update="",
    next_reply="",
    pause="waiting-customer",
    writers=("Bas ter Horst", "Eleanor Whitcombe"),
    helpers=("Femke de Boer", "Samir Haddou", "Rosa Vink", "Mark Kuipers"),
    thanks=("Ja, dat klopt.", "Yes, that is correct.", "Het kan wachten tot na de zitting."),
)
