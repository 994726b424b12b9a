"use strict";

// Progress by section: a table a corridor, grouped by route; what is not drawn is listed too.
Object.assign(corridorPage, {
  sectionsTab(map) {
    return this.data.corridors.map((corridor) => {
      const rows = [...this.data.progress, ...this.undrawnRows()]
        .filter((row) => row.corridor === corridor.id);
      const routes = [...new Set(rows.map((row) => row.route))];
      return this.el("div", { class: "table-block" },
        this.el("h2", null, corridor.name),
        this.table("progress", "Progress by section",
          [["Section"], ["km", "num"], ["Last known status"]],
          routes.map((route) => this.routeBody(map, corridor, rows.filter((row) => row.route === route)))));
    });
  },

  // Sections without a line that the progress table does not hold already, as rows of it.
  undrawnRows() {
    const listed = new Set(this.data.progress.map((row) => `${row.corridor}|${row.section}`));
    return this.data.undrawn.filter((one) => !listed.has(`${one.corridor}|${one.section}`))
      .map((one) => ({
        ...one, piece: null, basis: "published", length_km: one.published_km,
        country_name: one.country, source: one.status_source,
        route_name: this.route(one.corridor, one.route).name,
      }));
  },

  routeBody(map, corridor, rows) {
    const note = this.route(corridor.id, rows[0].route).note;
    return this.el("tbody", null,
      this.el("tr", { class: "group" }, this.el("th", { scope: "rowgroup", colspan: "3" },
        rows[0].route_name, note ? this.el("span", { class: "small" }, note) : null)),
      rows.map((row) => this.progressRow(map, corridor, row)));
  },

  progressRow(map, corridor, row) {
    return this.el("tr", null,
      this.el("th", { scope: "row" }, this.sectionName(map, row),
        this.el("span", { class: "small" }, this.sectionPlace(row))),
      this.el("td", { class: "num" }, this.number(row.length_km),
        row.basis === "published" && row.length_km !== null ? this.el("span", { class: "small" }, "published") : null),
      this.el("td", null,
        this.el("span", { class: "chip" },
          this.swatch(row.status, "network", corridor.kind), this.status(row.status).label),
        this.progressLine(corridor, row), this.progressEvidence(corridor, row), this.note(row.note)));
  },

  sectionName(map, row) {
    if (!this.pieces.has(row.piece)) return row.title;
    return this.showButton(row.title, `${row.title}, ${row.country_name}`, () => this.showStretch(map, this.piecesOf(row)));
  },

  // The pieces that a row sums up: those of its stretch of the route.
  piecesOf(row) {
    return this.data.pieces.filter((piece) => piece.corridor === row.corridor &&
      piece.route === row.route && piece.section === row.section &&
      piece.from_km > row.from_km - 0.01 && piece.to_km < row.to_km + 0.01);
  },

  sectionPlace(row) {
    if (!this.pieces.has(row.piece)) {
      return [row.country_name, "not drawn: no geometry known"].filter(Boolean).join(" · ");
    }
    const zone = this.pieces.get(row.piece).piece.zone;
    const country = zone === "land" ? row.country_name : `${row.country_name}, ${this.zone(zone)}`;
    return [country, " ", this.el("span", { class: "unbroken" },
      `km ${this.number(row.from_km)} – ${this.number(row.to_km)}`)];
  },

  progressLine(corridor, row) {
    if (row.progress_pct === null || row.progress_pct === undefined) return null;
    const source = this.source(corridor.id, row.progress_source);
    return this.el("span", { class: "progress-line" }, this.bar(row.progress_pct),
      this.el("span", { class: "small" },
        `${row.progress_label} ${this.plain(row.progress_pct)}\u00a0%`,
        row.progress_as_of ? `, as of ${row.progress_as_of}` : "", source ? [", ", source] : null));
  },

  progressEvidence(corridor, row) {
    const source = this.source(corridor.id, row.source);
    const asOf = row.as_of ? `as of ${row.as_of}` : "no date given";
    return this.el("span", { class: "small" },
      row.since ? this.el("span", { class: "small" }, `since ${row.since}`) : null,
      asOf, source ? ", " : null, source);
  },
});
