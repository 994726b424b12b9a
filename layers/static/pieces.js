"use strict";

// The stretches that all else is drawn from, and what counts on each on the day of the view.
// The rules are Python's: a piece says of every kind from which day on which fact counts.
corridorPage.add({
  get corridors() {
    return this.keep("corridors", new Map(this.data.corridors.map((one) => [one.id, one])));
  },

  get routes() {
    const pairs = this.data.corridors.flatMap((corridor) => corridor.routes.map(
      (route) => [`${corridor.id}/${route.id}`, { ...route, key: `${corridor.id}/${route.id}`, corridor }]));
    return this.keep("routes", new Map(pairs));
  },

  get placesById() {
    return this.keep("placesById", new Map(
      this.data.places.map((place) => [`${place.corridor}/${place.id}`, place])));
  },

  get sections() {
    return this.keep("sections", new Map(this.data.sections.map((section) => [
      `${section.corridor}/${section.id}`,
      { ...section, of: this.routes.get(`${section.corridor}/${section.route}`) }])));
  },

  // Pieces with their section, route and line ([[lat, lon], …]; degrees: the same in turn); those
  // without a line have null.
  get pieces() {
    const pieces = this.data.pieces.map((piece) => {
      const section = this.sections.get(`${piece.corridor}/${piece.section}`);
      const degrees = piece.line === null ? null : this.degrees(piece.line, this.data.per_degree);
      return { ...piece, section, route: section.of, degrees, line: degrees && this.pairs(degrees) };
    });
    return this.keep("pieces", pieces);
  },

  get drawn() {
    return this.keep("drawn", this.pieces.filter((piece) => piece.line !== null));
  },

  get piecesByRoute() {
    return this.keep("piecesByRoute", Map.groupBy(this.drawn, (piece) => piece.route.key));
  },

  // The drawn pieces of a route, in order along it.
  piecesOf(routeKey) {
    return this.piecesByRoute.get(routeKey) || [];
  },

  // The piece of a route at a measured km.
  pieceAt(routeKey, km) {
    return this.piecesOf(routeKey).find((piece) => piece.from_km <= km && km <= piece.to_km) || null;
  },

  // The last change on or before a day: [day, value], or null.
  lastChange(changes, day = this.view.day) {
    return (changes || []).findLast(([since]) => since <= day) || null;
  },

  // The fact of a kind that counts on a piece on a day; null where nothing is known.
  factOf(piece, kind, day = this.view.day) {
    const change = this.lastChange(piece.told[kind], day);
    return change === null || change[1] === null ? null : this.data.facts[piece.corridor][change[1]];
  },

  statusOf(piece, day = this.view.day) {
    const fact = this.factOf(piece, "status", day);
    return fact ? fact.value : "unknown";
  },

  // False, true, or the status that a long silence suggests.
  staleness(piece, day = this.view.day) {
    const change = this.lastChange(piece.ages, day);
    return change ? change[1] : false;
  },

  // The day of which nothing newer was heard of the status, where it is stale.
  lastHeard(piece, day = this.view.day) {
    const change = this.lastChange(piece.ages, day);
    return change ? change[2] : null;
  },

  // Whole months from when a fact was stated to the day of the view.
  monthsSince(date) {
    const [year, month = 12, day = 31] = date.split("-").map(Number);
    const [nowYear, nowMonth, nowDay] = this.view.day.split("-").map(Number);
    const last = new Date(Date.UTC(nowYear, nowMonth, 0)).getUTCDate();
    const stated = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return Math.max(0, (nowYear - year) * 12 + nowMonth - month - (nowDay < Math.min(day, stated, last)));
  },

  // All claims on a piece that were known by the day of the view, newest first.
  factsOf(piece) {
    const known = this.data.facts[piece.corridor];
    return piece.facts.map((number) => known[number]).filter((fact) => fact.day <= this.view.day);
  },

  sectionTitle(section) {
    return [section.from, section.to]
      .map((id) => this.nameOf(this.placesById.get(`${section.corridor}/${id}`))).join(" – ");
  },

  // Neighbours on a route that are the same in all that `look` says, as lists of pieces.
  runsOf(pieces, look) {
    const runs = [];
    for (const piece of pieces) {
      const last = runs[runs.length - 1];
      const before = last && last[last.length - 1];
      const joins = before && before.route === piece.route && look(before) === look(piece) &&
        before.to_km !== null && Math.abs(before.to_km - piece.from_km) < 1e-3;
      if (joins) last.push(piece);
      else runs.push([piece]);
    }
    return runs;
  },

  // Where routes pass from one country, or the sea, to the next.
  get crossings() {
    const found = [];
    this.drawn.forEach((piece, index) => {
      const before = this.drawn[index - 1];
      if (!before || before.route !== piece.route || before.area === piece.area) return;
      const [lat, lon] = piece.line[0];
      found.push({ route: piece.route, km: piece.from_km, lat, lon, from: before, to: piece });
    });
    return this.keep("crossings", found);
  },

  // Kinds of fact whose changes are steps in time.
  timedKinds: ["status", "works_pct", "design_pct", "land_pct", "land_km", "laid_km", "money_pct"],

  // The days on which something changed, and the last one.
  get days() {
    const days = this.pieces.flatMap((piece) => this.timedKinds.flatMap(
      (kind) => (piece.told[kind] || []).map(([day]) => day)));
    return this.keep("days", [...new Set([...days, this.data.as_of])].sort());
  },
});
