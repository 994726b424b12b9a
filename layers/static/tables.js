"use strict";

// What all tables are made of; and those of the crossings and places.
corridorPage.add({
  // heads: [text, class] or {text, class, key}, by which `name` is sorted.
  table(name, caption, heads, ...bodies) {
    return this.el("table", { class: name },
      this.el("caption", null, caption),
      this.el("thead", null, this.el("tr", null, heads.map((head) => (head.key
        ? this.sortHead(name, head)
        : this.el("th", { scope: "col", class: head[1] || null }, head[0]))))),
      bodies);
  },

  nothing() {
    return this.el("p", { class: "muted" }, this.t("tables.none"));
  },

  showButton(text, what, show) {
    return this.button(
      { class: "show", "aria-label": this.t("tables.show", { what }) }, show, text);
  },

  crossingsTable() {
    const rows = this.crossings.filter((one) => this.matchesCrossing(one)).map((crossing) => this.linkSeen(
      `border:${crossing.route.key}/${crossing.km.toFixed(1)}`, this.el("tr", null,
        this.el("th", { scope: "row" }, this.showButton(
          this.borderText(crossing),
          this.t("border.label", { pair: this.borderText(crossing) }), () => this.seeBorder(crossing))),
        this.el("td", null, this.nameOf(crossing.route)),
        this.el("td", { class: "num" }, this.number(crossing.km)))));
    return this.folded("borders", rows, this.table(
      "plain", this.t("borders.caption"),
      [[this.t("borders.border")], [this.t("tables.route")], [this.t("unit.km-head"), "num"]],
      this.el("tbody", null, rows)));
  },

  placesTable() {
    const placed = this.data.places.filter((place) => place.lon !== null && this.matchesPlace(place));
    const rows = placed.map((place) => this.linkSeen(
      `place:${place.corridor}/${place.id}`, this.el("tr", null,
        this.el("th", { scope: "row" },
          this.showButton(this.nameOf(place), this.nameOf(place), () => this.seePlace(place))),
        this.el("td", null, this.word("place", place.kind)),
        this.el("td", null, place.country ? this.areaName(place.country) : "–"))));
    return this.folded("places", rows, this.table(
      "plain", this.t("places.caption"),
      [[this.t("places.name")], [this.t("places.kind")], [this.t("countries.country")]],
      this.el("tbody", null, rows)));
  },

  // Names of the tables that are unfolded, so that they stay so when filled anew.
  unfolded: new Set(),

  folded(name, rows, table) {
    const title = this.t(`${name}.title`, { count: this.plain(rows.length) });
    const box = this.el("details", { class: "folded", open: this.unfolded.has(name) ? "" : null },
      this.el("summary", { "data-keep": name }, title), rows.length ? table : this.nothing());
    box.addEventListener("toggle", () => this.unfolded[box.open ? "add" : "delete"](name));
    return box;
  },
});
