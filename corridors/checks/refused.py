"""The rules without which a corridor cannot be read: what each code means, and what breaks it."""

from __future__ import annotations

from corridors.checks.findings import Rule, Severity

__all__ = ["REFUSED"]

_ERROR = Severity.ERROR

#: Rules without which a corridor cannot be read: every command ends where one is broken.
REFUSED = (
    Rule(
        "file-missing",
        _ERROR,
        "a file that a corridor must have is not there",
        "sections.csv: (no such file)",
    ),
    Rule("file-size", _ERROR, "a file is larger than 64 MiB", "events.csv: (64 MiB and a byte)"),
    Rule("text-encoding", _ERROR, "a file is not UTF-8", "places.csv: (a byte 0xE9 for é)"),
    Rule("toml-syntax", _ERROR, "corridor.toml is not TOML", "corridor.toml: id = tiny"),
    Rule(
        "csv-header",
        _ERROR,
        "the first line does not name the columns as this dictionary does",
        "places.csv: id,label,country,kind,lon,lat,accuracy_km,source,note",
    ),
    Rule(
        "csv-syntax",
        _ERROR,
        "a quote is not closed, or text follows it",
        'places.csv: mill,"Mill,BB,station,,,,atlas,',
    ),
    Rule(
        "csv-fields",
        _ERROR,
        "a line has more or fewer cells than columns",
        "places.csv: mill,Mill,BB,station,,,atlas,",
    ),
    Rule(
        "record-field",
        _ERROR,
        "a cell is not what its column takes: an unknown status (the nearest word is told), "
        "progress over 100, no source",
        "events.csv: main,west,middle,,,,status,operatng,2001,,paper,",
    ),
    Rule(
        "json-syntax",
        _ERROR,
        "a line's file is not JSON",
        "lines/west-middle.geojson: [12, five]",
    ),
    Rule(
        "line-geometry",
        _ERROR,
        "a line's file is no LineString of (lon, lat) in degrees, or it has no length",
        "lines/west-middle.geojson: [12, 95]",
    ),
    Rule(
        "line-stray",
        _ERROR,
        "a line's file has the id of no section with a line",
        "lines/elsewhere.geojson: (whatever it holds)",
    ),
    Rule(
        "lon-lat-swapped",
        _ERROR,
        "a point is over 500 km from its neighbours, but near them with lon and lat exchanged",
        "places.csv: mill,Mill,BB,station,5,13,1,atlas,",
    ),
    Rule(
        "id-twice",
        _ERROR,
        "two records of a file have the same id",
        "places.csv: west,West again,AA,station,8,5,1,atlas,",
    ),
    Rule(
        "unknown-source",
        _ERROR,
        "a record names a source that is not in sources.csv",
        "events.csv: main,west,middle,,,,tracks,2,,2021,leaflet,",
    ),
    Rule(
        "unknown-route",
        _ERROR,
        "a record names a route that is not in corridor.toml",
        "events.csv: side,west,middle,,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "unknown-place",
        _ERROR,
        "a record names a place that is not in places.csv",
        "events.csv: main,vest,middle,,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "unknown-chainage",
        _ERROR,
        "a record names a chainage that is not in chainages.csv",
        "events.csv: main,494,middle,score,,,tracks,2,,2021,paper,",
    ),
    Rule("route-empty", _ERROR, "a route has no section", "corridor.toml: (one route more)"),
    Rule(
        "route-broken",
        _ERROR,
        "a drawn section begins at another place than the drawn one before it ends",
        "sections.csv: middle-east,main,nowhere,east,line,sketch,atlas,",
    ),
    Rule(
        "join-gap",
        _ERROR,
        "between two sections' lines there is a gap of more than 0.5 km",
        "lines/middle-east.geojson: [12.005, 5],",
    ),
    Rule(
        "place-far",
        _ERROR,
        "a section's line begins or ends more than 1 km, and the place's accuracy, from its place",
        "places.csv: east,East,BB,port,14.1,5,1,atlas,",
    ),
    Rule(
        "place-off-line",
        _ERROR,
        "an event or a tie is at a place more than 3 km, and its accuracy, off the route's line",
        "events.csv: main,mill,east,,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "place-unplaced",
        _ERROR,
        "an event or a tie is at a place that nothing puts on its route",
        "events.csv: main,nowhere,east,,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "km-range",
        _ERROR,
        "an event lies outside its route, or outside the posts of its chainage",
        "events.csv: main,666,east,,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "chainage-unfixed",
        _ERROR,
        "an event counts by a chainage that two ties do not fix to its route",
        "events.csv: unbuilt,10,nowhere,count,,,tracks,2,,2021,paper,",
    ),
    Rule(
        "post-place",
        _ERROR,
        "two ties of a chainage stand at the same place",
        "posts.csv: count,main,west,10,yes,atlas,,",
    ),
    Rule(
        "post-order",
        _ERROR,
        "the km of ties grow and fall along the route",
        "posts.csv: count,main,east,400,yes,atlas,,",
    ),
    Rule(
        "post-factor",
        _ERROR,
        "between two ties a km of the chainage is over 1.25 measured km, or under 1/1.25",
        "posts.csv: count,main,east,844,yes,atlas,,",
    ),
    Rule(
        "unknown-named",
        _ERROR,
        "a name is of a corridor, route, chainage or place that there is not",
        "names.csv: place,atlantis,ru,Атлантида,atlas",
    ),
    Rule(
        "event-twice",
        _ERROR,
        "the same fact stands twice",
        "events.csv: main,west,middle,,,,status,operating,2001,,paper,",
    ),
    Rule(
        "length-stretch",
        _ERROR,
        "a length is between places at which no sections of its route begin and end, in order",
        "lengths.csv: main,middle,west,,,444,,paper,yes,,",
    ),
    Rule(
        "length-used",
        _ERROR,
        "not exactly one length of a stretch is used",
        "lengths.csv: main,west,middle,,,450,,atlas,yes,,",
    ),
    Rule(
        "length-difference",
        _ERROR,
        "a length that is not used has a reason for a difference",
        "lengths.csv: main,west,middle,,,450,,atlas,,,a round figure",
    ),
)
