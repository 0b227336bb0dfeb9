"""Errors and warnings about fees and credits, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

CREDIT_ERRORS: Mapping[str, tuple[str, str]] = {
    "not-a-fee": (
        "{word} is not a fee. Write for example 20 EUR per month, EUR per month, 500 EUR once or 10% of invoice.",
        "{word} is geen tarief. Schrijf bijvoorbeeld 20 EUR per month, EUR per month, 500 EUR once of 10% of invoice.",
    ),
    "unknown-fee": ("The fee {word} does not exist.", "Het tarief {word} bestaat niet."),
    "fee-of-itself": ("{word} is a part of itself.", "{word} is een deel van zichzelf."),
    "all-is-every-fee": (
        "all stands for every fee. Give this fee another name.",
        "all staat voor alle tarieven. Geef dit tarief een andere naam.",
    ),
    "not-an-amount": (
        "{word} is not an amount. Write for example 10%, 1/30, 35 EUR, 3d or nothing.",
        "{word} is geen bedrag. Schrijf bijvoorbeeld 10%, 1/30, 35 EUR, 3d of nothing.",
    ),
    "not-a-share": (
        "{word} is not a part of a fee. Write for example 1/30 or 10%.",
        "{word} is geen deel van een tarief. Schrijf bijvoorbeeld 1/30 of 10%.",
    ),
    "not-a-quantity": (
        "{word} is not a percentage or number. Write for example 99.9% or 40.",
        "{word} is geen percentage of getal. Schrijf bijvoorbeeld 99.9% of 40.",
    ),
    "not-a-length": (
        "{word} is not a length of time. Write for example 4h or 4m30s.",
        "{word} is geen tijdsduur. Schrijf bijvoorbeeld 4h of 4m30s.",
    ),
    "not-a-factor": ("{word} is not a number to multiply by.", "{word} is geen getal om mee te vermenigvuldigen."),
    "not-a-block": (
        "{word} is not a block. Write exact, full, started or nearest and a size: started 30m, full 0.1%.",
        "{word} is geen blok. Schrijf exact, full, started of nearest en een maat: started 30m, full 0.1%.",
    ),
    "not-a-rounding": (
        "{word} is not a rounding. Write a step and up, down, half-up or half-even: 0.01 half-up.",
        "{word} is geen afronding. Schrijf een stap en up, down, half-up of half-even: 0.01 half-up.",
    ),
    "not-a-stretch": (
        "{word} is not a stretch of time. Write for example period, previous month or 30d before claim.",
        "{word} is geen tijdvak. Schrijf bijvoorbeeld period, previous month of 30d before claim.",
    ),
    "not-a-deadline": (
        "{word} is not a deadline. Write for example 30d after period or 72h on office after incident.",
        "{word} is geen uiterste moment. Schrijf bijvoorbeeld 30d after period of 72h on office after incident.",
    ),
    "unknown-anchor": ("Nothing can be counted from {word}.", "Vanaf {word} kan niet worden geteld."),
    "not-misses": (
        "{word} does not count misses. Write for example 3 in a row or 3 of 6.",
        "{word} telt geen gemiste perioden. Schrijf bijvoorbeeld 3 in a row of 3 of 6.",
    ),
    "one-of-two": ("Write {first} or {second}, not both.", "Schrijf {first} of {second}, niet allebei."),
    "nothing-between": ("Nothing lies between these edges.", "Tussen deze grenzen ligt niets."),
    "too-many-by": ("More than {most} values.", "Meer dan {most} waarden."),
    "too-many-bands": ("More than {most} bands.", "Meer dan {most} banden."),
    "band-without-edge": (
        "A band without edge. Write above, at_least, below or at_most.",
        "Een band zonder grens. Schrijf above, at_least, below of at_most.",
    ),
    "target-or-measure": (
        "Name the target that this credit looks at, or else the measure.",
        "Noem de norm waar dit tegoed naar kijkt, of anders de meting (measure).",
    ),
    "unknown-target": ("The target {word} does not exist.", "De norm {word} bestaat niet."),
    "unknown-credit": ("The credit {word} does not exist.", "Het tegoed {word} bestaat niet."),
    "overdue-of-no-ticket": (
        "{word} is not about tickets, so nothing of it is overdue. Write for example quantity: incident.",
        "{word} gaat niet over tickets, dus daarvan is niets over tijd. Schrijf bijvoorbeeld quantity: incident.",
    ),
    "credit-of-customers-duty": (
        "{word} is a duty of the customer: a credit is for what the provider did not do.",
        "{word} is een plicht van de klant: een tegoed is voor wat de dienstverlener niet deed.",
    ),
    "measure-is-target": (
        "{word} is a target or a duty of this agreement: write target, or give the measure another name.",
        "{word} is een norm of een plicht van deze overeenkomst: schrijf target, of geef de maat een andere naam.",
    ),
    "quantity-of-no-duty": (
        "{word} is a duty, and has no {quantity}. Write quantity: count, misses, streak or overdue.",
        "{word} is een plicht, en heeft geen {quantity}. Schrijf quantity: count, misses, streak of overdue.",
    ),
    "measure-without-promise": (
        "{word} of what? Write at_least or at_most.",
        "{word} ten opzichte waarvan? Schrijf at_least of at_most.",
    ),
    "by-one-attribute": (
        "by names one attribute and its values: by: {{plan: [basic, premium]}}.",
        "by noemt één kenmerk en de waarden ervan: by: {{plan: [basic, premium]}}.",
    ),
    "value-missing": ("Nothing is said here for {word}.", "Hier staat niets voor {word}."),
    "one-bound": ("A limit has one of {known}.", "Een grens heeft er één van: {known}."),
    "rolling-only-at-most": (
        "Only at_most can hold in a rolling number of days.",
        "Alleen at_most kan gelden in een voortschrijdend aantal dagen.",
    ),
    "mixed-units": (
        "One band gives {units}; it can give one of these at a time.",
        "Eén band geeft {units}; het kan er maar één tegelijk geven.",
    ),
    "right-or-duty": (
        "Write the right that the customer gets, or the duty that the provider gets.",
        "Schrijf het recht (right) van de klant, of de plicht (duty) van de leverancier.",
    ),
}

CREDIT_LINT: Mapping[str, tuple[str, str]] = {
    "fee-unused": ("No credit or limit looks at the fee {word}.", "Geen tegoed of grens kijkt naar het tarief {word}."),
    "band-gap": (
        "Nothing is said between {low} and {high}.",
        "Tussen {low} en {high} is niets bepaald.",
    ),
    "edge-in-no-band": ("Exactly {word} lies in no band.", "Precies {word} ligt in geen enkele band."),
    "band-overlap": (
        "This band overlaps another between {low} and {high}; the one that begins higher counts there.",
        "Deze band overlapt een andere tussen {low} en {high}; daar telt de band die hoger begint.",
    ),
    "credit-though-met": (
        "At {word} the promise is kept, and still there is a credit.",
        "Bij {word} is de belofte gehaald, en toch is er tegoed.",
    ),
    "credit-starts-late": (
        "The promise is {promise}, but there is no credit until {word}.",
        "De belofte is {promise}, maar er is pas tegoed vanaf {word}.",
    ),
    "worse-gives-less": (
        "From {low} to {high} the credit does not grow with the miss.",
        "Van {low} naar {high} groeit het tegoed niet mee met het tekort.",
    ),
    "credit-without-cap": (
        "{word} grows without limit: no cap holds for it.",
        "{word} groeit zonder grens: er geldt geen maximum voor.",
    ),
    "credit-by-ticket": (
        "{credit} depends on {word}, which tickets have and a contract has not: it would never be given. "
        "Write a target for each {word}, and a credit for each of these.",
        "{credit} hangt af van {word}, wat tickets hebben en een contract niet: het zou nooit worden gegeven. "
        "Schrijf een norm voor elke {word}, en een tegoed voor elk daarvan.",
    ),
    "days-without-worth": (
        "{word} gives days, and no fee says what a day is worth.",
        "{word} geeft dagen, en geen tarief zegt wat een dag waard is.",
    ),
    "settlement-without-end": (
        "Days are added to the term, but the agreement has no last day.",
        "Er komen dagen bij de looptijd, maar de overeenkomst heeft geen laatste dag.",
    ),
    "claim-without-deadline": (
        "A claim is required, but nothing says until when.",
        "Een aanvraag is nodig, maar tot wanneer staat er niet.",
    ),
    "claim-from-no-incident": (
        "{word} has no incidents to count a claim from: it looks at a whole period.",
        "{word} kent geen incidenten om een aanvraag vanaf te tellen: het gaat over een hele periode.",
    ),
}
