"use strict";

// Status and progress by section: along the routes a table a corridor, sorted otherwise one list;
// what is not drawn, too.
corridorPage.add({
  sectionsTab() {
    const rows = this.sectionRows();
    if (rows.length === 0) return this.nothing();
    return [this.sortChoice(), this.sortOf("progress").key ? this.flatList(rows) : this.routeTables(rows)];
  },

  routeTables(rows) {
    return [...new Set(rows.map(([piece]) => piece.route.corridor))].map((corridor) => {
      const own = rows.filter(([piece]) => piece.route.corridor === corridor);
      const routes = [...new Set(own.map(([piece]) => piece.route))];
      return this.el("div", { class: "table-block" },
        this.el("h2", null, this.nameOf(corridor)),
        this.sectionTable(corridor.id, routes.map(
          (route) => this.routeBody(route, own.filter(([piece]) => piece.route === route)))));
    });
  },

  flatList(rows) {
    const sorted = this.sorted("progress", rows, this.sectionValues());
    return this.sectionTable("all", this.el("tbody", null, sorted.map((row) => this.sectionRow(row, true))));
  },

  sectionTable(of, bodies) {
    return this.table("progress", this.t("sections.caption"), [
      { text: this.t("sections.section"), key: "name", of },
      { text: this.t("unit.km-head"), key: "km", of, class: "num", down: true },
      { text: this.t("sections.status"), key: "status", of }], bodies);
  },

  // What sections can be sorted by, in the order of the list.
  sectionValues() {
    const statuses = [...this.style.statuses.keys()];
    const told = (kind, what) => ([piece]) => (this.factOf(piece, kind) || {})[what] ?? null;
    return {
      name: ([piece]) => this.sectionTitle(piece.section),
      km: (row) => this.lengthOf(row),
      status: ([piece]) => statuses.indexOf(this.status(this.statusOf(piece)).word),
      works: told("works_pct", "value"),
      since: told("status", "since"),
      stated: told("status", "as_of"),
    };
  },

  // The columns have room for few heads; the list has all that one can sort by.
  sortChoice() {
    const { key, down } = this.sortOf("progress");
    const list = this.el("select", { id: "sort", "data-keep": "sort" },
      ["route", ...Object.keys(this.sectionValues())].map((one) => this.el(
        "option", { value: one, selected: one === (key || "route") ? "" : null }, this.t(`sort.${one}`))));
    list.addEventListener("change", () => this.sortBy("progress", list.value === "route" ? "" : list.value,
      ["km", "works"].includes(list.value)));
    return this.el("div", { class: "sort-choice" },
      this.el("label", { for: "sort" }, this.t("sort.label")), list,
      key ? this.button({ class: "turn", "data-keep": "turn", "aria-label": this.t("sort.turn"),
        title: this.t("sort.turn") }, () => this.sortBy("progress", key, !down),
      this.el("span", { class: down ? "arrow down" : "arrow" })) : null);
  },

  // Rows are runs of pieces of one section and country on which status and progress are the same.
  sectionRows() {
    const look = (piece) => JSON.stringify([piece.section.id, piece.area, this.staleness(piece),
      ...this.timedKinds.map((kind) => (this.lastChange(piece.told[kind]) || [])[1])]);
    return this.runsOf(this.pieces.filter((piece) => this.matches(piece)), look);
  },

  lengthOf(row) {
    return row.reduce((sum, one) => (one.length_km === null ? sum : (sum || 0) + one.length_km), null);
  },

  routeBody(route, rows) {
    return this.el("tbody", null,
      this.el("tr", { class: "group" }, this.el("th", { scope: "rowgroup", colspan: "3" },
        this.nameOf(route), route.note ? this.foreign("span", "small", route.note) : null)),
      rows.map((row) => this.sectionRow(row)));
  },

  sectionRow(row, alone = false) {
    const [piece] = row;
    const km = this.lengthOf(row);
    const status = this.statusOf(piece);
    const published = piece.basis === "published" && km !== null;
    return this.linkRow(row, this.el("tr", null,
      this.el("th", { scope: "row" }, this.sectionName(row),
        alone ? this.el("span", { class: "small" }, this.nameOf(piece.route)) : null,
        this.el("span", { class: "small" }, this.sectionPlace(row))),
      this.el("td", { class: "num" }, this.number(km),
        published ? this.el("span", { class: "small" }, this.t("basis.published-short")) : null),
      this.el("td", null,
        this.el("span", { class: "chip" },
          this.swatch(status, "network", piece.route.corridor.kind), this.word("status", status)),
        this.statusEvidence(piece), this.staleNote(piece),
        this.timedKinds.slice(1).map((kind) => this.progressLine(piece, this.factOf(piece, kind))))));
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
    const atSea = piece.country && piece.zone !== "land" && row.every((one) => one.zone === piece.zone);
    return [atSea ? `${area} · ${this.word("zone", piece.zone)}` : area, " ",
      this.el("span", { class: "unbroken" }, this.kmRange(piece.from_km, row[row.length - 1].to_km))];
  },

  // What the claim of the status says too needs no evidence of its own.
  progressLine(piece, fact) {
    if (!fact) return null;
    const status = this.factOf(piece, "status");
    const same = status && status.source === fact.source && status.as_of === fact.as_of;
    return this.el("span", { class: "progress-line" }, fact.kind.endsWith("_pct") ? this.bar(fact.value) : null,
      this.el("span", { class: "small" }, `${this.word("fact", fact.kind)} ${this.amount(fact)}`,
        same ? null : [" · ", this.asOf(piece.corridor, fact)]));
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
