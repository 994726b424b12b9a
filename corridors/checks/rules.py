"""The rules asked about a corridor that could be read, and the list of all."""

from __future__ import annotations

from corridors.checks import chainages, claims, countries, evidence, lengths, places, sections
from corridors.checks.findings import Rule, Severity
from corridors.checks.refused import REFUSED

__all__ = ["CHECKED", "IDLE", "RULES"]

_ERROR, _WARNING, _INFO = Severity

#: Rules asked about a corridor that was read and surveyed.
CHECKED = (
    Rule(
        "length-beyond",
        _ERROR,
        "the measured length differs from the used published one beyond the tolerance of the "
        "line's quality, without a reason",
        "lengths.csv: main,west,middle,,,500,,paper,yes,the only one,",
        lengths.beyond,
    ),
    Rule(
        "date-future",
        _ERROR,
        "since, as_of, published or accessed is after the sources were last read",
        "events.csv: main,west,middle,,,,tracks,2,2027,,paper,",
        evidence.future_dates,
    ),
    Rule(
        "length-idle",
        _WARNING,
        "a reason is given for a difference that is not there",
        "lengths.csv: main,west,middle,,,444,,paper,yes,the only one,a round figure",
        lengths.idle_reasons,
    ),
    Rule(
        "length-twice",
        _WARNING,
        "a source gives the same length of the same stretch twice",
        "lengths.csv: main,west,middle,,,444,,paper,,,",
        lengths.twice,
    ),
    Rule(
        "section-apart",
        _WARNING,
        "a section, where a line is not drawn, begins at another place than that before it ends",
        "sections.csv: halt-nowhere,unbuilt,halt,nowhere,line,unknown,,",
        sections.apart,
    ),
    Rule(
        "section-overlap",
        _WARNING,
        "two sections of a route run over the same ground for more than 100 m",
        "lines/middle-east.geojson: [12, 5], [11.9, 5],",
        sections.overlaps,
    ),
    Rule(
        "progress-back",
        _WARNING,
        "progress is less than was claimed before of the same stretch",
        "events.csv: main,west,middle,,BB,,works_pct,30,,2023,paper,",
        claims.setbacks,
    ),
    Rule(
        "works-before-proposed",
        _WARNING,
        "construction is dated before the stretch was first proposed, or operation before either",
        "events.csv: main,middle,east,,,,status,construction,2015,,paper,",
        claims.too_early,
    ),
    Rule(
        "evidence-stale",
        _WARNING,
        "that a stretch is proposed, under construction or in modernisation was stated more than "
        "12 months ago, and nothing newer counts",
        "events.csv: unbuilt,,,,,,status,proposed,,2024-06,paper,",
        claims.stale,
    ),
    Rule(
        "unit-missing",
        _WARNING,
        "a value of context.csv has no unit, or a cost no currency; elsewhere the name of the "
        "column or the kind says the unit",
        "context.csv: fleet,Fleet,Locomotives,12,,2023,paper",
        evidence.missing_units,
    ),
    Rule(
        "source-unused",
        _WARNING,
        "no fact and no line names a source",
        "sources.csv: leaflet,Press,Page,https://example.org/p,2024,2026-01-01,press,,",
        evidence.unused_sources,
    ),
    Rule(
        "event-not-crossed",
        _WARNING,
        "an event is of a country that its stretch, as cut, never enters",
        "events.csv: main,middle,east,,AA,,tracks,2,,2021,paper,",
        countries.events_not_crossed,
    ),
    Rule(
        "length-not-crossed",
        _WARNING,
        "a length is of a country that its stretch, as cut, never enters",
        "lengths.csv: main,middle,east,AA,,200,,paper,yes,,",
        countries.lengths_not_crossed,
    ),
    Rule(
        "place-abroad",
        _WARNING,
        "a place lies in another country than it is declared in, further than it may be off",
        "places.csv: mill,Mill,AA,point,12,5.2,1,atlas,",
        countries.places_abroad,
    ),
    Rule(
        "station-off-line",
        _WARNING,
        "a station or a junction lies more than 3 km, and its accuracy, off every line",
        "places.csv: mill,Mill,BB,station,13,5.2,1,atlas,",
        places.off_line,
    ),
    Rule(
        "section-gap",
        _INFO,
        "between two sections' lines there is a gap of 50 m to 0.5 km, which no km counts",
        "lines/middle-east.geojson: [12.003, 5],",
        sections.gaps,
    ),
    Rule(
        "chainage-tie",
        _INFO,
        "a single post ties a chainage to a route, which takes two",
        "posts.csv: sheet,main,west,0,yes,atlas,,",
        chainages.single_ties,
    ),
    Rule(
        "chainage-factor",
        _INFO,
        "how many official km go to a measured one between two ties",
        "posts.csv: count,main,middle,444,yes,atlas,,",
        chainages.factors,
    ),
)

#: The rule about what explains the others.
IDLE = Rule(
    "explanation-idle",
    _WARNING,
    "a line of explained.csv explains no warning",
    "explained.csv: progress-back,events.csv,main west,two offices count apart",
)

RULES = (*REFUSED, *CHECKED, IDLE)
