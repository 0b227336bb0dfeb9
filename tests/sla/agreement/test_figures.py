"""The pictures of an agreement as plain values: table, matrix, week, days of the year, ladder."""

from __future__ import annotations

from houvast.sla.agreement.words.document import DaysFigure, LadderFigure, MatrixFigure, TableFigure, WeekFigure
from tests.sla.agreement.texts import ACME, bare, clause


def test_the_table_of_targets():
    [figure] = clause(ACME, "5.0", "nl").figures
    assert isinstance(figure, TableFigure)
    assert figure.heads == ("Norm", "P1", "P2", "P3", "P4", "Doel")
    resolution = figure.rows[1]
    assert (resolution.number, resolution.head) == ("5.2", "Oplossing")
    assert [(cell.text, cell.note) for cell in resolution.cells] == [
        ("4 u", "altijd"),
        ("8 u", "kantoortijden"),
        ("3 wd", "kantoortijden"),
        ("naar vermogen", "telt niet mee"),
        ("≥ 90 %", "per kalendermaand"),
    ]


def test_the_matrix_shows_what_is_promised():
    [figure] = clause(ACME, "4.1", "nl").figures
    assert isinstance(figure, MatrixFigure)
    assert [impact.text for impact in figure.impacts] == ["hoog", "midden", "laag"]
    first = figure.rows[0][0]
    assert (first.priority.code, first.rank, first.promise) == ("P1", 1, "4 u, altijd")
    assert [[cell.priority.text for cell in row] for row in figure.rows] == [
        ["P1", "P2", "P3"],
        ["P2", "P3", "P4"],
        ["P3", "P4", "P4"],
    ]


def test_a_gap_in_the_matrix_shows_the_default():
    text = bare(priority="{matrix: {a: {x: P1, y: P2}, b: {x: P2}}, default: P1}")
    [figure] = clause(text, "4.1", "en").figures
    assert isinstance(figure, MatrixFigure)
    assert figure.rows[1][1].priority.code == "P1"


def test_the_week():
    [figure] = clause(ACME, "3.1", "nl").figures
    assert isinstance(figure, WeekFigure)
    [office] = figure.windows
    assert (office.calendar.text, office.week_seconds) == ("kantoortijden", 56 * 3600)
    saturday = [(bar.since, bar.until, bar.words) for bar in office.bars if bar.weekday == 5]
    assert saturday == [(32400, 43200, "09:00–12:00"), (46800, 57600, "13:00–16:00")]
    assert figure.caption == "Een gewone week. Kantoortijden (56 u)."
    assert "zaterdag 09:00–12:00" in figure.description


def test_nights_are_drawn_on_both_days_and_the_widest_window_first():
    calendars = "{night: {hours: {sun-thu: 22:00-06:00}}, shop: {hours: {mon-sat: 09:00-18:00, sun: 12:00-17:30}}}"
    text = bare(calendars=calendars, targets="{response: {within: {P1: 1h on night, P2: 1h on shop}}}")
    [figure] = clause(text, "3.1", "nl").figures
    assert isinstance(figure, WeekFigure)
    assert [(window.calendar.code, window.rank) for window in figure.windows] == [("shop", 1), ("night", 0)]
    night = figure.windows[1]
    assert [(bar.since, bar.until) for bar in night.bars if bar.weekday == 0] == [(0, 21600), (79200, 86400)]
    assert [bar.since for bar in night.bars if bar.weekday in (4, 5, 6)] == [0, 79200]
    assert figure.caption == "Een gewone week. Night (40 u) en shop (59,5 u)."
    assert "Night: zondag tot en met donderdag 22:00–06:00." in clause(text, "3.1", "nl").sentences


def test_the_special_days_of_a_year():
    [figure] = clause(ACME, "3.2", "nl").figures
    assert isinstance(figure, DaysFigure)
    days = {day.words: (day.name, day.status, day.is_open) for day in figure.days}
    assert days["do 1 jan"] == ("Nieuwjaarsdag", "gesloten", False)
    assert days["vr 3 apr"] == ("Goede vrijdag", "open als anders", True)
    assert days["vr 15 mei"] == ("Extra sluitingsdag", "gesloten", False)
    assert days["do 24 dec"] == ("Andere tijden", "08:00–16:00", True)
    assert days["do 31 dec"] == ("Extra sluitingsdag", "gesloten", False)
    assert days["za 26 dec"] == ("Tweede kerstdag", "gesloten", False)
    assert not any(word.startswith("zo ") for word in days)  # closed on Sundays anyway
    assert [day.on for day in figure.days] == sorted(day.on for day in figure.days)


def test_calendars_with_the_same_days_share_a_list():
    same = "{hours: {mon-fri: 09:00-17:00}, holidays: {country: NL}}"
    text = bare(calendars=f"{{a: {same}, b: {same}}}", targets="{response: {within: {P1: 1h on a, P2: 1h on b}}}")
    [figure] = clause(text, "3.2", "en").figures
    assert isinstance(figure, DaysFigure)
    assert [calendar.code for calendar in figure.calendars] == ["a", "b"]


def test_a_holiday_with_hours_of_its_own_keeps_its_name():
    calendar = "{hours: {mon-fri: 09:00-17:00}, holidays: {country: NL}, dates: {2026-04-27: 10:00-12:00}}"
    text = bare(calendars=f"{{o: {calendar}}}", targets="{response: {within: 1h on o}}")
    [figure] = clause(text, "3.2", "nl").figures
    assert isinstance(figure, DaysFigure)
    assert ("Koningsdag", "10:00–12:00") in [(day.name, day.status) for day in figure.days]


def test_the_ladder():
    steps = "[{at: 75%, do: remind, to: handler}, {at: 100%, do: breach, to: service-manager}, "
    text = bare(escalation=steps + "{at: 100%, do: breach, to: customer-owner}]")
    [figure] = clause(text, "7.1", "nl").figures
    assert isinstance(figure, LadderFigure)
    assert (figure.provider, figure.customer) == ("A", "B")
    assert [(rung.share, rung.step, rung.provider, rung.customer) for rung in figure.rungs] == [
        ("75 %", "herinnering", "Behandelaar", ""),
        ("100 %", "overschrijding", "Servicemanager", "Contracteigenaar"),
    ]
