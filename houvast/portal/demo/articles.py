"""A dozen articles of the invented provider, in Dutch and English, for all customers but for three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.demo.logins import DUINRAND, ZILVERMEEUW
from houvast.portal.knowledge import actions
from houvast.portal.knowledge.models import Article, Audience

_OLDEST = timedelta(days=220)
_APART = timedelta(days=17)


@dataclass(frozen=True, slots=True)
class Written:
    """One article; without customers and not internal it is for everybody."""

    nl: tuple[str, str]
    en: tuple[str, str]
    services: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    internal: bool = False


ARTICLES = (
    Written(
        ("Labels komen dubbel uit de printer", "Een label komt dubbel als de printer dezelfde opdracht twee keer krijgt.\n\n## Wat u zelf kunt doen\n\n1. Zet de printer uit, wacht tien tellen en zet hem weer aan.\n2. Kijk in het **WMS** of de opdracht twee keer in de wachtrij staat.\n3. Verwijder de tweede.\n\nKomt het terug? [Meld een ticket](/tickets/new/) en noem het nummer van de printer."),
        ("Labels come out of the printer twice", "A label comes twice when the printer gets the same job twice.\n\n## What you can do\n\n1. Switch the printer off, wait ten seconds, and switch it on.\n2. Look in the **WMS** whether the job is in the queue twice.\n3. Remove the second one.\n\nDoes it come back? [Report a ticket](/tickets/new/) and name the number of the printer."),
        ("WMS",),
    ),
    Written(
        ("Uw wachtwoord opnieuw instellen", "U stelt uw wachtwoord zelf opnieuw in, ook buiten kantoortijd.\n\n1. Kies op de aanmeldpagina *Wachtwoord vergeten*.\n2. Open de link in de mail; hij geldt een uur.\n3. Kies een zin van minstens vier woorden.\n\nWij vragen u **nooit** om uw wachtwoord, ook niet aan de telefoon."),
        ("Set your password again", "You set your password again yourself, outside office hours too.\n\n1. Choose *Forgotten password* on the sign-in page.\n2. Open the link in the mail; it holds for an hour.\n3. Choose a sentence of four words or more.\n\nWe **never** ask for your password, not by telephone either."),
    ),
    Written(
        ("Mail op uw telefoon", "Voeg op de telefoon een account toe van de soort *Exchange*. Vul uw mailadres in; de rest vindt de telefoon zelf.\n\n- Bevestig de aanmelding met de app.\n- Sta beheer van het apparaat toe: zo kunnen wij de mail wissen als u de telefoon kwijtraakt."),
        ("Mail on your phone", "Add an account of the kind *Exchange* on the phone. Enter your mail address; the phone finds the rest.\n\n- Confirm the sign-in with the app.\n- Allow management of the device: it lets us erase the mail when the phone is lost."),
        ("Mail",),
    ),
    Written(
        ("Verdachte mail: wat u doet", "Klik niet, antwoord niet, en verwijder de mail niet.\n\n1. Kies *Melden als phishing*.\n2. Heeft u wel geklikt of iets ingevuld? Bel ons meteen; dat is nooit dom, wel dringend.\n\nWij trekken dezelfde mail terug bij uw collega’s."),
        ("A suspicious mail: what to do", "Do not click, do not answer, and do not delete it.\n\n1. Choose *Report phishing*.\n2. Did you click, or enter something? Call us at once; it is never silly, and always urgent.\n\nWe take the same mail back from your colleagues."),
        ("Mail",),
    ),
    Written(
        ("De scanner verliest de verbinding", "Valt een handscanner weg, loop dan eerst terug naar het laatste gangpad waar hij werkte.\n\n- Lampje **oranje**: geen wifi. Zet de scanner twee tellen in de houder.\n- Lampje **rood**: batterij. Wissel hem.\n- Valt een hele hal weg? Dat is een storing: [meld een ticket](/tickets/new/) met de hal erbij."),
        ("The scanner loses its connection", "When a scanner drops out, walk back to the last aisle where it worked.\n\n- Light **amber**: no wireless. Put the scanner in its cradle for two seconds.\n- Light **red**: battery. Change it.\n- A whole hall? That is an outage: [report a ticket](/tickets/new/) and name the hall."),
        ("Netwerk",), (DUINRAND,),
    ),
    Written(
        ("Thuiswerken: de VPN maakt geen verbinding", "1. Controleer of internet zelf werkt.\n2. Sluit de VPN af en start hem opnieuw.\n3. Klopt de klok van uw laptop? Scheelt hij meer dan vijf minuten, dan wordt u geweigerd.\n4. Probeer de hotspot van uw telefoon: werkt het daar, dan houdt uw eigen router iets tegen."),
        ("Working from home: the VPN does not connect", "1. See whether the internet itself works.\n2. Close the VPN and start it again.\n3. Is the clock of your laptop right? When it differs by more than five minutes you are refused.\n4. Try the hotspot of your phone: when that works, your own router holds something back."),
        ("Werkplek",),
    ),
    Written(
        ("Een nieuwe collega aanmelden", "Meld een nieuwe collega **vijf werkdagen** voor de eerste dag, met:\n\n| wat | voorbeeld |\n|---|---|\n| naam | Sam de Boer |\n| eerste dag | 1 maart |\n| zoals wie | Tessa, expeditie |\n\nWij maken het account, de laptop en de toegang klaar. Gaat iemand weg? Meld dat net zo."),
        ("Announce a new colleague", "Announce a new colleague **five business days** before the first day, with:\n\n| what | example |\n|---|---|\n| name | Sam de Boer |\n| first day | 1 March |\n| like whom | Tessa, dispatch |\n\nWe prepare account, laptop and access. Somebody leaves? Announce it the same way."),
    ),
    Written(
        ("Toedienregistratie is traag", "Is de toedienregistratie traag op één afdeling, sluit dan eerst alle tabbladen en meld u opnieuw aan.\n\nIs het traag op meer afdelingen: werk verder met de **noodlijst** en bel ons. Dat is altijd een melding met hoge prioriteit."),
        ("Medication records are slow", "When they are slow in one ward, close all tabs and sign in again.\n\nIn several wards: go on with the **emergency list** and call us. That is always a report of high priority."),
        (), (ZILVERMEEUW,),
    ),
    Written(
        ("Een bestand van gisteren terughalen", "Van gedeelde mappen bewaren wij negentig dagen.\n\n1. Klik met de rechterknop op de map.\n2. Kies *Vorige versies*.\n3. Open de versie van gisteren en kopieer het bestand terug.\n\nStaat het er niet bij, meld dan een ticket met de naam van het bestand en de dag."),
        ("Get a file of yesterday back", "Of shared folders we keep ninety days.\n\n1. Click the folder with the right button.\n2. Choose *Previous versions*.\n3. Open the version of yesterday and copy the file back.\n\nIs it not there? Report a ticket with the name of the file and the day."),
        ("Werkplek",),
    ),
    Written(
        ("Wat telt als een storing, en wat als een wens", "Doet iets het **niet meer** of niet goed, dan is het een storing: de klok van uw overeenkomst loopt.\nWilt u iets dat er nog niet is, dan is het een wens of een aanvraag.\n\nOp elk ticket ziet u welke belofte geldt en waarom de klok zo staat."),
        ("What is an outage, and what is a wish", "When something works **no longer**, or not well, it is an outage: the clock of your agreement runs.\nWhen you want what is not there yet, it is a wish or a request.\n\nEvery ticket shows which promise applies, and why its clock reads what it reads."),
    ),
    Written(
        ("Vergaderen op afstand: geen geluid", "Kijk eerst of de juiste luidspreker is gekozen: de pijl naast het microfoontje. Trek de headset uit de laptop en steek hem er weer in. Start daarna de vergadering opnieuw."),
        ("Remote meetings: no sound", "See first whether the right speaker is chosen: the arrow beside the microphone. Take the headset out of the laptop and put it back. Then start the meeting again."),
        ("Werkplek",),
    ),
    Written(
        ("Waar de noodsleutels liggen", "De noodsleutels van de kernswitches liggen in de kluis, map *Netwerk*. Twee mensen halen ze op, en schrijven het in het logboek."),
        ("Where the emergency keys are", "The emergency keys of the core switches are in the vault, folder *Network*. Two people fetch them, and write it in the log."),
        ("Netwerk",), (), True,
    ),
)  # fmt: skip


def write_all(people: Mapping[str, Person], customers: Mapping[str, Organisation], *, now: datetime) -> list[Article]:
    """
    Write and publish the articles, the first of them longest ago; return them.

    people     of the demo, by the name the stories use: `mark` and `marit` are needed
    customers  by slug; an article for customers that are not here is left out
    """
    when, kept = now - _OLDEST, []
    for written in ARTICLES:
        chosen = [customers[slug] for slug in written.customers if slug in customers]
        if written.customers and not chosen:
            continue
        kept.append(_write(written, chosen, people, when))
        when += _APART
    return kept


def _write(written: Written, chosen: list[Organisation], people: Mapping[str, Person], when: datetime) -> Article:
    title, body = ({"nl": written.nl[place], "en": written.en[place]} for place in (0, 1))
    author, publisher = people["mark"], people["marit"]
    made = actions.write(None, title=title, body=body, services=written.services, by=author, now=when)
    audience = Audience.INTERNAL if written.internal else Audience.CHOSEN if chosen else Audience.EVERYBODY
    actions.show_to(made.article, audience=audience, customers=chosen, by=publisher, now=when)
    return actions.publish(made.article, number=1, by=publisher, now=when)
