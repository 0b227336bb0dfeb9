"""What days, months and units of time are called in Dutch and English."""

from __future__ import annotations

from houvast.sla.opening_hours import LAST

WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_WEEKDAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
NTH_WORDS = {
    "nl": {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", LAST: "laatste"},
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"},
}
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
SHORT_MONTHS = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
LONG_UNITS = {
    "nl": (("uur", "uur"), ("minuut", "minuten"), ("seconde", "seconden")),
    "en": (("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
}
SHORT_UNITS = {"nl": ("u", "m", "s"), "en": ("h", "m", "s")}
