"use strict";

// What is said beside the lines: the status of all that does not simply operate, with how far
// works are, where there is room along the stretch.
corridorPage.add({
  // Runs of a route that are said alike; the names stand in a group of the route's layer.
  sayStatuses(layer) {
    layer.sayings.clearLayers();
    this.names = this.names.filter((name) => name.route !== layer.route);
    const told = this.piecesOf(layer.route.key);
    for (const run of this.runsOf(told, (piece) => this.sayingKey(piece))) {
      if (this.matches(run[0]) && this.statusOf(run[0]) !== "operating") this.addSaying(run, layer);
    }
  },

  sayingKey(piece) {
    const works = this.factOf(piece, "works_pct");
    return [this.statusOf(piece), works && works.value, this.matches(piece)].join("|");
  },

  addSaying(run, layer) {
    let samples = null;
    const spots = (map) => (this.isSeenLong(run, map) ? this.spotsInView(map, samples ??= this.samplesOf(run)) : []);
    this.addName(this.map, run[0].line[0], () => this.saying(run[0]), `said status-${this.status(this.statusOf(run[0])).word}`, {
      rank: 1.9, minZoom: 3, gap: 9, isClear: true, route: layer.route, spots,
    }).layer.addTo(layer.sayings);
  },

  // "Construction 48 %"
  saying(piece) {
    const word = this.statusOf(piece);
    if (word === "unknown") return this.t("map.unknown");
    const works = this.factOf(piece, "works_pct");
    const status = this.word("status", word);
    return works ? this.t("map.done", { status, percent: this.percent(works.value) }) : status;
  },

  // Not too short, with all its turns, for a stretch to be seen as one.
  isSeenLong(run, map) {
    return 2 ** map.getZoom() * run.reduce((sum, piece) => sum + this.flatLength(piece), 0) >= 14;
  },

  // Seventeen points from end to end.
  samplesOf(run) {
    const last = run[run.length - 1];
    return Array.from({ length: 17 }, (_, i) => {
      const km = run[0].from_km + ((last.to_km - run[0].from_km) * i) / 16;
      return this.pointAt(run.find((piece) => km <= piece.to_km) || last, km);
    });
  },

  // Those in view, the middle one first; none of a stretch too short to be seen as one.
  spotsInView(map, samples) {
    const points = samples.map((latlng) => map.latLngToContainerPoint(latlng));
    const length = points.reduce((sum, point, i) => sum + (i ? point.distanceTo(points[i - 1]) : 0), 0);
    if (length < 14) return [];
    const size = map.getSize();
    const seen = samples.filter((_, i) => points[i].x > 0 && points[i].y > 0 &&
      points[i].x < size.x && points[i].y < size.y);
    const middle = (seen.length - 1) / 2;
    return seen.map((latlng, i) => [Math.abs(i - middle), latlng])
      .sort(([a], [b]) => a - b).map(([, latlng]) => latlng);
  },
});
