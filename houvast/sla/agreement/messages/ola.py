"""Errors and warnings about internal agreements and underpinning contracts, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

OLA_ERRORS: Mapping[str, tuple[str, str]] = {
    "only-below-an-sla": (
        "{word} belongs to an agreement of the kind ola or uc.",
        "{word} hoort bij een overeenkomst van de soort ola of uc.",
    ),
    "no-namesake": (
        "No target here is called {word}. Write which ones support it: {word}: [name].",
        "Geen norm heet hier {word}. Schrijf welke haar steunen: {word}: [naam].",
    ),
    "holder-is-a-table": (
        "Write the field that says who holds the ticket, such as {{team: [second-line]}}.",
        "Schrijf het veld dat zegt bij wie het ticket ligt, zoals {{team: [tweede-lijn]}}.",
    ),
}

OLA_LINT: Mapping[str, tuple[str, str]] = {
    "holder-missing": (
        "No holder: the clocks count whoever has the ticket, so others use up this party's time.",
        "Geen holder: de klokken tellen bij wie het ticket ook ligt, dus anderen gebruiken de tijd van deze partij.",
    ),
    "supports-nothing": (
        "It does not say which agreement it supports, so nothing can be compared with it.",
        "Er staat niet welke overeenkomst dit steunt, dus er is niets om mee te vergelijken.",
    ),
}

ADDING_UP: Mapping[str, tuple[str, str]] = {
    "supports-another": (
        "It supports {word}, not {sla}: nothing was compared.",
        "Dit steunt {word}, niet {sla}: er is niets vergeleken.",
    ),
    "supports-no-target": (
        "{sla} has no target {word} on tickets.",
        "{sla} heeft geen norm {word} op tickets.",
    ),
    "term-shorter": (
        "It does not hold as long as {sla}, which holds {first} to {last}.",
        "Dit geldt niet zo lang als {sla}, die geldt van {first} tot en met {last}.",
    ),
    "nobody-supports": (
        "None of these agreements supports {target}.",
        "Geen van deze overeenkomsten steunt {target}.",
    ),
    "promise-missing": (
        "Nothing is promised here for {priority}, of which {target} promises {promise}.",
        "Hier is niets beloofd voor {priority}, waarvoor {target} {promise} belooft.",
    ),
    "cannot-add-up": (
        "{priority}: opened {opened}, this chain may take until {chain}; {target} ({promise}) is due {due}. "
        "So in {share} of the hours of a year.",
        "{priority}: geopend {opened} mag deze keten duren tot {chain}; {target} ({promise}) moet klaar zijn op {due}. "
        "Zo is het in {share} van de uren van een jaar.",
    ),
    "window-narrower": (
        "{target} counts for {priority} while {calendar} is closed, {hours} hours a year; first from {opened}.",
        "{target} telt voor {priority} terwijl {calendar} gesloten is, {hours} uur per jaar; eerst vanaf {opened}.",
    ),
    "pauses-more": (
        "This clock stands still during {word}, that of {target} does not.",
        "Deze klok staat stil tijdens {word}, die van {target} niet.",
    ),
    "counts-on": (
        "This clock counts on during {word}, when {party} has the ticket: both use up time.",
        "Deze klok telt door tijdens {word}, als {party} het ticket heeft: beide verbruiken tijd.",
    ),
    "when-narrower": (
        "This promise looks at {word}; {target} is also about tickets that it leaves out.",
        "Deze belofte let op {word}; {target} gaat ook over tickets die er zo buiten vallen.",
    ),
    "goal-lower": (
        "With the goal {goal} more tickets may be late than with {other}, the goal of {target}.",
        "Met het doel {goal} mogen meer tickets te laat zijn dan met {other}, het doel van {target}.",
    ),
    "goals-together": (
        "With {goals} each reached, {share} of the tickets may be late; {target} allows {allowed}.",
        "Als {goals} elk gehaald zijn, mag {share} van de tickets te laat zijn; {target} staat {allowed} toe.",
    ),
    "numbers-together": (
        "Together these agreements let {late} tickets be late; {target} allows {allowed}.",
        "Samen staan deze overeenkomsten {late} late tickets toe; {target} staat er {allowed} toe.",
    ),
}
