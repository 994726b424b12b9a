"use strict";

// Kilometres per country and status, a table a corridor; the figures add up as they are printed.
corridorPage.add({
  // Parts of a bar, in order; what is none of these is `other`.
  parts: ["operating", "modernisation", "construction", "proposed", "other", "unknown"],

  countriesTab() {
    const corridors = this.data.corridors.filter(
      (corridor) => !this.view.corridor || corridor.id === this.view.corridor);
    return [
      ...corridors.map((corridor) => this.countriesTable(corridor)),
      this.crossingsTable(),
      this.placesTable(),
    ];
  },

  // Km by country and status, measured and published apart. A railway's land and sea are one: it
  // is at sea only where a sketch or the generalised coast puts it there.
  countryRows(corridor) {
    const rows = new Map();
    for (const piece of this.pieces) {
      if (piece.route.corridor !== corridor || piece.length_km === null || !this.matches(piece)) continue;
      const zone = corridor.kind === "gas" ? piece.zone : null;
      const key = [piece.basis, piece.area, zone].join("|");
      if (!rows.has(key)) rows.set(key, this.emptyRow({ basis: piece.basis, area: piece.area, zone }));
      this.addPiece(rows.get(key), piece);
    }
    return this.sorted("countries", [...rows.values()],
      { name: (row) => `${this.areaName(row.area)} ${row.zone || ""}`, km: (row) => row.km });
  },

  emptyRow(what) {
    return { ...what, km: 0, byStatus: {}, pieces: [] };
  },

  addPiece(row, piece) {
    const status = this.statusOf(piece);
    row.km += piece.length_km;
    row.byStatus[status] = (row.byStatus[status] || 0) + piece.length_km;
    row.pieces.push(piece);
  },

  countriesTable(corridor) {
    const rows = this.countryRows(corridor);
    const longest = Math.max(...rows.map((row) => row.km), 1);
    const bodies = ["measured", "published"].map((basis) => {
      const part = rows.filter((row) => row.basis === basis);
      return part.length ? this.countriesBody(basis, part, longest, corridor) : null;
    });
    return this.el("div", { class: "table-block" },
      this.el("h2", null, this.nameOf(corridor)),
      this.foreign("p", "muted", corridor.summary),
      rows.length ? this.table("countries", this.t("countries.caption"), [
        { text: this.t("countries.country"), key: "name", of: corridor.id },
        { text: this.t("unit.km-head"), key: "km", of: corridor.id, class: "num", down: true },
        [this.t("countries.by-status")]], bodies) : this.nothing());
  },

  countriesBody(basis, rows, longest, corridor) {
    const whole = this.emptyRow({});
    for (const piece of rows.flatMap((row) => row.pieces)) this.addPiece(whole, piece);
    const kms = this.rounded(rows.map((row) => row.km), whole.km);
    return this.el("tbody", null,
      this.el("tr", { class: "group" },
        this.el("th", { scope: "rowgroup" }, this.t(`basis.${basis}`)),
        this.el("td", { class: "num" }, this.number(whole.km)),
        this.el("td", null, this.statusText(whole, whole.km))),
      rows.map((row, i) => this.countryRow(row, kms[i], longest, corridor)));
  },

  countryRow(row, km, longest, corridor) {
    const drawn = row.pieces.filter((piece) => piece.line !== null);
    const zone = row.zone && row.zone !== "land" ? this.word("zone", row.zone) : null;
    const name = this.areaName(row.area);
    const what = [name, zone, this.nameOf(corridor)].filter(Boolean).join(" · ");
    return this.linkRow(row.pieces, this.el("tr", null,
      this.el("th", { scope: "row" },
        drawn.length ? this.showButton(name, what, () => this.seeAll(drawn)) : name,
        zone ? this.el("span", { class: "small" }, zone) : null),
      this.el("td", { class: "num" }, this.number(km)),
      this.el("td", null, this.stack(row, longest), this.statusText(row, km))));
  },

  // Km of each part of a bar; what has none is left out.
  partsOf(row) {
    const kms = new Map(this.parts.map((part) => [part, 0]));
    for (const [status, km] of Object.entries(row.byStatus)) {
      const part = kms.has(status) ? status : "other";
      kms.set(part, kms.get(part) + km);
    }
    return [...kms].filter(([, km]) => km > 0);
  },

  // A stacked bar; its width is the row's share of the longest row.
  stack(row, longest) {
    const bar = this.el("span", { class: "stack", "aria-hidden": "true" });
    bar.style.width = `${Math.max(2, (100 * row.km) / longest)}%`;
    for (const [part, km] of this.partsOf(row)) {
      const piece = this.el("span", { class: `status-${part}` });
      piece.style.flexGrow = km;
      bar.append(piece);
    }
    return bar;
  },

  statusText(row, whole) {
    const parts = this.partsOf(row);
    const kms = this.rounded(parts.map(([, km]) => km), whole);
    return this.el("span", { class: "small" }, parts.map(([part], i) => {
      const label = this.word("status", part).toLocaleLowerCase(this.language);
      return parts.length === 1 ? label : `${label} ${this.number(kms[i])}`;
    }).join(" · "));
  },

  // Tenths that add up to the whole as it is printed: each is rounded down, and those with the
  // largest remainders get what is left.
  rounded(values, whole) {
    const tenths = values.map((value) => Math.floor(value * 10 + 1e-6));
    const left = Math.round(whole * 10) - tenths.reduce((sum, one) => sum + one, 0);
    const order = values.map((value, i) => [value * 10 - tenths[i], i]).sort(([a], [b]) => b - a);
    for (const [, i] of order.slice(0, Math.max(0, left))) tenths[i] += 1;
    return tenths.map((one) => one / 10);
  },
});
