"use strict";

// What is downloaded, as columns: [name, what it says of a piece or of a row of countries]. Names
// and words are those of the data, so that a file is the same in every language.
corridorPage.add({
  // A piece a row, like the segments of the Python tables.
  get pieceColumns() {
    const place = (which) => (piece) => this.placesById.get(`${piece.corridor}/${piece.section[which]}`).name;
    return [
      ["corridor", (piece) => piece.corridor],
      ["corridor_name", (piece) => piece.route.corridor.name],
      ["route", (piece) => piece.route.id],
      ["route_name", (piece) => piece.route.name],
      ["section", (piece) => piece.section.id],
      ["from_place", place("from")],
      ["to_place", place("to")],
      ["country", (piece) => piece.country],
      ["country_name", (piece) => this.englishArea(piece.area)],
      ...["zone", "basis", "from_km", "to_km", "length_km"].map((key) => [key, (piece) => piece[key]]),
      ["status", (piece) => this.statusOf(piece)],
      ...this.claimColumns("status"),
      ["stale", (piece) => Boolean(this.staleness(piece))],
      ["suggested", (piece) => (typeof this.staleness(piece) === "string" ? this.staleness(piece) : null)],
      ["works_pct", this.factValue("works_pct")],
      ...this.claimColumns("works_pct", "works_"),
      ...["gauge_mm", "electrification", "tracks", "diameter_in", "capacity_mt", "capacity_bcm",
        "capacity_bcm with", "capacity_bcm against"].map((kind) => [kind.replace(" ", "_"), this.factValue(kind)]),
      ["quality", (piece) => piece.section.quality],
      ...this.originColumns(),
    ];
  },

  factValue(kind) {
    return (piece) => (this.factOf(piece, kind) || { value: null }).value;
  },

  // Since when, as of when and by whom something is claimed.
  claimColumns(kind, prefix = "") {
    const fact = (piece) => this.factOf(piece, kind) || {};
    const source = (piece) => (this.data.sources[piece.corridor] || {})[fact(piece).source] || {};
    return [
      ["since", (piece) => fact(piece).since], ["as_of", (piece) => fact(piece).as_of],
      ["source", (piece) => source(piece).publisher], ["source_url", (piece) => source(piece).url],
    ].map(([name, tell]) => [prefix + name, tell]);
  },

  // The same in every row: where the file is from, and who must be named.
  originColumns() {
    const { name, version, sha256 } = this.data.boundaries;
    const origin = {
      view_day: this.view.day, boundary_set: name, boundary_version: version, boundary_sha256: sha256,
      title: this.data.title,
      attribution: this.data.attributions.map((one) => `${one.text} (${one.licence})`).join("; "),
    };
    return Object.entries(origin).map(([key, value]) => [key, () => value]);
  },

  // A country a row, as the table has it; km to the millimetre.
  get countryColumns() {
    const words = [...this.style.statuses.keys()].filter((word) => word !== "other");
    return [
      ["corridor", (row) => row.corridor.id],
      ["corridor_name", (row) => row.corridor.name],
      ["basis", (row) => row.basis],
      ["country", (row) => row.pieces[0].country],
      ["country_name", (row) => this.englishArea(row.area)],
      ["zone", (row) => row.zone],
      ["length_km", (row) => this.millimetre(row.km)],
      ...words.map((word) => [word, (row) => this.millimetre(row.byStatus[word] || 0)]),
      ...this.originColumns(),
    ];
  },

  get countryRecords() {
    return this.data.corridors.flatMap(
      (corridor) => this.countryRows(corridor).map((row) => ({ ...row, corridor })));
  },

  englishArea(area) {
    return (this.data.areas[area] || {}).en || area;
  },

  millimetre(km) {
    return Number(km.toFixed(6));
  },
});
