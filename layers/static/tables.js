"use strict";

// Kilometres per country, a table a corridor; and the crossings and places.
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

  table(className, caption, heads, ...bodies) {
    return this.el("table", { class: className },
      this.el("caption", null, caption),
      this.el("thead", null, this.el("tr", null, heads.map(([text, kind]) => this.el(
        "th", { scope: "col", class: kind || null }, text)))),
      bodies);
  },

  partOf(status) {
    return this.parts.includes(status) ? status : "other";
  },

  // Km by country and status, measured and published apart. A railway's land and sea are one: it
  // is at sea only where a sketch or the generalised coast puts it there.
  countryRows(corridor) {
    const rows = new Map();
    for (const piece of this.pieces) {
      if (piece.route.corridor !== corridor || piece.length_km === null || !this.matches(piece)) continue;
      const zone = corridor.kind === "gas" && piece.zone ? piece.zone : "land";
      const key = [piece.basis, piece.area, zone].join("|");
      if (!rows.has(key)) rows.set(key, { basis: piece.basis, area: piece.area, zone, km: 0, parts: {} });
      const row = rows.get(key);
      const part = this.partOf(this.statusOf(piece));
      row.km += piece.length_km;
      row.parts[part] = (row.parts[part] || 0) + piece.length_km;
    }
    return [...rows.values()];
  },

  countriesTable(corridor) {
    const rows = this.countryRows(corridor);
    const longest = Math.max(...rows.map((row) => row.km), 1);
    const bodies = ["measured", "published"].map((basis) => {
      const part = rows.filter((row) => row.basis === basis);
      return part.length ? this.countriesBody(this.t(`basis.${basis}`), part, longest) : null;
    });
    return this.el("div", { class: "table-block" },
      this.el("h2", null, this.nameOf(corridor)),
      this.foreign("p", "muted", corridor.summary),
      rows.length
        ? this.table("countries", this.t("countries.caption"),
          [[this.t("countries.country")], [this.t("unit.km-head"), "num"], [this.t("countries.by-status")]], bodies)
        : this.nothing());
  },

  nothing() {
    return [this.el("p", { class: "muted" }, this.t("tables.none"))];
  },

  countriesBody(title, rows, longest) {
    const total = rows.reduce((sum, row) => sum + row.km, 0);
    return this.el("tbody", null,
      this.el("tr", { class: "group" },
        this.el("th", { scope: "rowgroup" }, title),
        this.el("td", { class: "num" }, this.number(total)), this.el("td", null)),
      rows.map((row) => this.countryRow(row, longest)));
  },

  countryRow(row, longest) {
    const zone = row.zone === "land" ? null : this.word("zone", row.zone);
    return this.el("tr", null,
      this.el("th", { scope: "row" }, this.areaName(row.area),
        zone ? this.el("span", { class: "small" }, zone) : null),
      this.el("td", { class: "num" }, this.number(row.km)),
      this.el("td", null, this.stack(row, longest), this.stackText(row)));
  },

  // A stacked bar; its width is the row's share of the longest row.
  stack(row, longest) {
    const bar = this.el("span", { class: "stack", "aria-hidden": "true" });
    bar.style.width = `${Math.max(2, (100 * row.km) / longest)}%`;
    for (const part of this.parts) {
      if (!row.parts[part]) continue;
      const piece = this.el("span", { class: `status-${part}` });
      piece.style.flexGrow = row.parts[part];
      bar.append(piece);
    }
    return bar;
  },

  stackText(row) {
    const present = this.parts.filter((part) => row.parts[part] > 0);
    return this.el("span", { class: "small" }, present.map((part) => {
      const label = this.word("status", part).toLocaleLowerCase(this.language);
      return present.length === 1 ? label : `${label} ${this.number(row.parts[part])}`;
    }).join(" · "));
  },

  showButton(text, what, show) {
    return this.button(
      { class: "show", "aria-label": this.t("tables.show", { what }) }, show, text);
  },

  crossingsTable() {
    const rows = this.crossings.filter((one) => this.matchesCrossing(one)).map((crossing) => this.el("tr", null,
      this.el("th", { scope: "row" }, this.showButton(
        this.borderText(crossing),
        this.t("border.label", { pair: this.borderText(crossing) }), () => this.seeBorder(crossing))),
      this.el("td", null, this.nameOf(crossing.route)),
      this.el("td", { class: "num" }, this.number(crossing.km))));
    return this.folded(this.t("borders.title", { count: this.plain(rows.length) }), this.table(
      "plain", this.t("borders.caption"),
      [[this.t("borders.border")], [this.t("tables.route")], [this.t("unit.km-head"), "num"]],
      this.el("tbody", null, rows)));
  },

  placesTable() {
    const placed = this.data.places.filter((place) => place.lon !== null && this.matchesPlace(place));
    const rows = placed.map((place) => this.el("tr", null,
      this.el("th", { scope: "row" },
        this.showButton(this.nameOf(place), this.nameOf(place), () => this.seePlace(place))),
      this.el("td", null, this.word("place", place.kind)),
      this.el("td", null, place.country ? this.areaName(place.country) : "–")));
    return this.folded(this.t("places.title", { count: this.plain(rows.length) }), this.table(
      "plain", this.t("places.caption"),
      [[this.t("places.name")], [this.t("places.kind")], [this.t("countries.country")]],
      this.el("tbody", null, rows)));
  },

  folded(title, ...children) {
    return this.el("details", { class: "folded" }, this.el("summary", null, title), ...children);
  },
});
