"use strict";

// Kilometres per country, a table a corridor; and the crossings and places.
Object.assign(corridorPage, {
  parts: ["operating", "modernisation", "construction", "proposed", "other", "unknown"],

  countriesTab() {
    return [
      ...this.data.corridors.map((corridor) => this.countriesTable(corridor)),
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

  countriesTable(corridor) {
    const rows = this.data.countries.filter((row) => row.corridor === corridor.id);
    const longest = Math.max(...rows.map((row) => row.length_km), 1);
    const bases = [["measured", "Measured"], ["published", "Published, not drawn"]];
    const bodies = bases.map(([basis, title]) => {
      const part = rows.filter((row) => row.basis === basis);
      return part.length ? this.countriesBody(title, part, longest) : null;
    });
    return this.el("div", { class: "table-block" },
      this.el("h2", null, corridor.name),
      this.el("p", { class: "muted" }, corridor.summary),
      this.table("countries", "Kilometres per country",
        [["Country"], ["km", "num"], ["By status"]], bodies));
  },

  countriesBody(title, rows, longest) {
    const total = rows.reduce((sum, row) => sum + row.length_km, 0);
    return this.el("tbody", null,
      this.el("tr", { class: "group" },
        this.el("th", { scope: "rowgroup" }, title),
        this.el("td", { class: "num" }, this.number(total)), this.el("td", null)),
      rows.map((row) => this.countryRow(row, longest)));
  },

  countryRow(row, longest) {
    const route = row.route ? this.route(row.corridor, row.route).name : null;
    const zone = row.zone === "land" ? null : this.zone(row.zone);
    const small = [zone, route].filter(Boolean).join(" · ");
    return this.el("tr", null,
      this.el("th", { scope: "row" }, row.country_name,
        small ? this.el("span", { class: "small" }, small) : null),
      this.el("td", { class: "num" }, this.number(row.length_km)),
      this.el("td", null, this.stack(row, longest), this.stackText(row)));
  },

  // A stacked bar; its width is the row's share of the longest row.
  stack(row, longest) {
    const bar = this.el("span", { class: "stack", "aria-hidden": "true" });
    bar.style.width = `${Math.max(2, (100 * row.length_km) / longest)}%`;
    for (const part of this.parts) {
      const km = row[`${part}_km`];
      if (!km) continue;
      const piece = this.el("span", { class: `status-${part}` });
      piece.style.flexGrow = km;
      bar.append(piece);
    }
    return bar;
  },

  stackText(row) {
    const present = this.parts.filter((part) => row[`${part}_km`] > 0);
    return this.el("span", { class: "small" }, present.map((part) => {
      const label = this.status(part).label.toLowerCase();
      return present.length === 1 ? label : `${label} ${this.number(row[`${part}_km`])}`;
    }).join(" · "));
  },

  showButton(text, what, show) {
    return this.button(
      { class: "show", "aria-label": `Show ${what} on the map` }, show, text);
  },

  crossingsTable() {
    const rows = this.data.crossings.map((crossing) => this.el("tr", null,
      this.el("th", { scope: "row" }, this.showButton(
        this.borderText(crossing),
        `the border ${crossing.from_name} – ${crossing.to_name}`, () => crossing.show())),
      this.el("td", null, this.route(crossing.corridor, crossing.route).name),
      this.el("td", { class: "num" }, this.number(crossing.km))));
    return this.folded(`Border crossings (${rows.length})`, this.table(
      "plain", "Where the routes cross borders, km along the route",
      [["Border"], ["Route"], ["km", "num"]], this.el("tbody", null, rows)));
  },

  placesTable() {
    const rows = this.data.places.map((place) => this.el("tr", null,
      this.el("th", { scope: "row" }, this.showButton(place.name, place.name, () => place.show())),
      this.el("td", null, this.placeKind(place.kind).label),
      this.el("td", null, place.country)));
    return this.folded(`Stations and sites (${rows.length})`, this.table(
      "plain", "Named points of the routes",
      [["Name"], ["Kind"], ["Country"]], this.el("tbody", null, rows)));
  },

  folded(title, ...children) {
    return this.el("details", { class: "folded" }, this.el("summary", null, title), ...children);
  },
});
