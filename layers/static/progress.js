"use strict";

// Status and progress by section: a table a corridor, grouped by route; what is not drawn, too.
corridorPage.add({
  sectionsTab() {
    if (!this.pieces.some((piece) => this.matches(piece))) return this.nothing();
    return this.data.corridors.map((corridor) => {
      const rows = this.sectionRows().filter((row) => row[0].route.corridor === corridor);
      if (rows.length === 0) return null;
      const routes = [...new Set(rows.map((row) => row[0].route))];
      return this.el("div", { class: "table-block" },
        this.el("h2", null, this.nameOf(corridor)),
        this.table("progress", this.t("sections.caption"),
          [[this.t("sections.section")], [this.t("unit.km-head"), "num"], [this.t("sections.status")]],
          routes.map((route) => this.routeBody(route, rows.filter((row) => row[0].route === route)))));
    });
  },

  // Rows are runs of pieces of one section and country on which status and progress are the same.
  sectionRows() {
    const look = (piece) => JSON.stringify([piece.section.id, piece.area, piece.zone,
      ...["status", "works_pct"].map((kind) => (this.lastChange(piece.told[kind]) || [])[1])]);
    return this.runsOf(this.pieces.filter((piece) => this.matches(piece)), look);
  },

  routeBody(route, rows) {
    return this.el("tbody", null,
      this.el("tr", { class: "group" }, this.el("th", { scope: "rowgroup", colspan: "3" },
        this.nameOf(route), route.note ? this.foreign("span", "small", route.note) : null)),
      rows.map((row) => this.sectionRow(row)));
  },

  sectionRow(row) {
    const [piece] = row;
    const km = row.reduce((sum, one) => (one.length_km === null ? sum : (sum || 0) + one.length_km), null);
    const status = this.statusOf(piece);
    const published = piece.basis === "published" && km !== null;
    return this.el("tr", null,
      this.el("th", { scope: "row" }, this.sectionName(row),
        this.el("span", { class: "small" }, this.sectionPlace(row))),
      this.el("td", { class: "num" }, this.number(km),
        published ? this.el("span", { class: "small" }, this.t("basis.published-short")) : null),
      this.el("td", null,
        this.el("span", { class: "chip" },
          this.swatch(status, "network", piece.route.corridor.kind), this.word("status", status)),
        this.progressLine(piece), this.statusEvidence(piece), this.staleNote(piece)));
  },

  sectionName(row) {
    const title = this.sectionTitle(row[0].section);
    if (row[0].line === null) return title;
    return this.showButton(title, `${title}, ${this.areaName(row[0].area)}`, () => this.seeStretch(row));
  },

  sectionPlace(row) {
    const [piece] = row;
    const area = this.areaName(piece.area);
    if (piece.line === null) return `${area} · ${this.t("sections.not-drawn")}`;
    const place = piece.zone && piece.zone !== "land" && piece.country
      ? `${area} · ${this.word("zone", piece.zone)}` : area;
    return [place, " ", this.el("span", { class: "unbroken" },
      this.kmRange(piece.from_km, row[row.length - 1].to_km))];
  },

  progressLine(piece) {
    const works = this.factOf(piece, "works_pct");
    if (!works) return null;
    return this.el("span", { class: "progress-line" }, this.bar(works.value),
      this.el("span", { class: "small" }, `${this.word("fact", "works_pct")} ${this.percent(works.value)} · `,
        this.asOf(piece.corridor, works)));
  },

  statusEvidence(piece) {
    const fact = this.factOf(piece, "status");
    return fact ? this.el("span", { class: "small" }, this.asOf(piece.corridor, fact)) : null;
  },

  staleNote(piece) {
    const stale = this.staleness(piece);
    if (!stale) return null;
    const age = this.t("stale.age", { age: this.months(this.monthsSince(this.lastHeard(piece))) });
    const suggests = stale === true ? "" : ` · ${this.t("stale.suggests", { status: this.word("status", stale) })}`;
    return this.el("span", { class: "small stale-note" }, age, suggests);
  },
});
