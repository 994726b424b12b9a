"use strict";

// Cards of places and border crossings: at which km of which routes, and what lies next to them.
corridorPage.add({
  // Where a place lies on routes: [{route, km, at}], `at` its number among the stops.
  stopsAt(place) {
    return [...this.routes.values()].filter((route) => route.corridor.id === place.corridor)
      .flatMap((route) => route.stops.map(([id, km], at) => ({ route, id, km, at })))
      .filter((stop) => stop.id === place.id);
  },

  // A place without coordinates is where its kilometre is.
  positionOf(place) {
    if (place.lon !== null) return L.latLng(place.lat, place.lon);
    for (const { route, km } of this.stopsAt(place)) {
      const piece = this.pieceAt(route.key, km);
      if (piece) return L.latLng(this.pointAt(piece, km));
    }
    return null;
  },

  placeSeen(id) {
    const place = this.placesById.get(id);
    return place ? { latlng: this.positionOf(place), pieces: [],
      show: () => this.showPoints(this.corridors.get(place.corridor), this.placeKind(place.kind).group),
      label: () => this.nameOf(place), content: () => this.placeCard(place) } : null;
  },

  borderSeen(rest) {
    const [key, km] = this.routeAndKm(rest);
    const crossing = this.crossings.find((one) => one.route.key === key && Math.abs(one.km - km) < 0.001);
    return crossing ? { latlng: L.latLng(crossing.lat, crossing.lon), pieces: [],
      show: () => this.showPoints(crossing.route.corridor, "borders"),
      label: () => this.t("border.label", { pair: this.borderText(crossing) }),
      content: () => this.crossingCard(crossing) } : null;
  },

  placeCard(place) {
    const source = this.source(place.corridor, place.source);
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, this.nameOf(this.corridors.get(place.corridor))),
      this.el("h2", null, this.nameOf(place)),
      this.el("p", { class: "muted" }, [this.word("place", place.kind), place.country && this.areaName(place.country)]
        .filter(Boolean).join(" · ")),
      this.cardActions(null),
      this.stopsAt(place).map((stop) => this.stopBlock(stop)),
      this.sectionsAt(place),
      this.pointFacts(place),
      this.positionBlock(place, source));
  },

  positionBlock(place, source) {
    const how = place.lon === null ? this.t(this.positionOf(place) ? "place.by-km" : "place.nowhere")
      : place.accuracy_km === null ? null : this.t("place.accuracy", { km: this.plain(place.accuracy_km) });
    if (!how && !source && !place.note) return null;
    return this.block(this.t("place.position"), how ? this.el("p", { class: "muted" }, how) : null,
      this.note(place.note), source ? this.el("p", { class: "evidence" }, source) : null);
  },

  // The km of a stop in each count, and the stops before and after it.
  stopBlock({ route, km, at }) {
    return this.block(this.nameOf(route),
      this.smallTable(this.t("card.kms"), [this.t("card.count"), this.t("card.here")], this.kmRows(route, [km])),
      this.el("div", { class: "next" }, this.neighbour(route, at, -1), this.neighbour(route, at, 1)));
  },

  neighbour(route, at, step) {
    const stop = route.stops[at + step];
    if (!stop) return null;
    const place = this.placesById.get(`${route.corridor.id}/${stop[0]}`);
    const km = this.km(Math.abs(stop[1] - route.stops[at][1]));
    const text = this.t(step < 0 ? "place.before" : "place.after", { place: this.nameOf(place), km });
    return this.button({}, () => this.seePlace(place), text);
  },

  sectionsAt(place) {
    const found = [...this.sections.values()].filter((section) => section.corridor === place.corridor &&
      [section.from, section.to].includes(place.id));
    if (!found.length) return null;
    return this.block(this.t("place.sections"), this.el("ul", { class: "links" }, found.map((section) => this.el("li", null,
      this.button({ class: "show" }, () => this.seeSection(section), this.sectionTitle(section)),
      section.measured_km === null ? null : this.el("span", { class: "small" }, this.km(section.measured_km))))));
  },

  // What is told of the very place, known on the day, newest first.
  pointFacts(place) {
    const found = this.data.facts[place.corridor].filter((fact) => fact.day <= this.view.day &&
      this.isAtPoint(fact) && fact.where.from === place.id);
    if (!found.length) return null;
    found.sort((a, b) => (a.day < b.day ? 1 : -1));
    return this.block(this.t("place.facts"), this.factList({ corridor: place.corridor }, found.map(
      (fact) => ({ ...fact, where: null }))));
  },

  crossingCard(crossing) {
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, this.routePath(crossing.route)),
      this.el("h2", null, this.borderText(crossing)),
      this.el("p", null, `${this.areaName(crossing.from.area)} – ${this.areaName(crossing.to.area)}`),
      this.cardActions(null),
      this.smallTable(this.t("card.kms"), [this.t("card.count"), this.t("card.here")],
        this.kmRows(crossing.route, [crossing.km])),
      this.block(this.t("border.sides"), this.el("ul", { class: "links" },
        [crossing.from, crossing.to].map((piece) => this.borderSide(piece)))));
  },

  borderSide(piece) {
    const told = ["gauge_mm", "diameter_in"].map((kind) => this.factOf(piece, kind)).filter(Boolean);
    const said = [this.word("status", this.statusOf(piece)), ...told.map((fact) => this.amount(fact))];
    return this.el("li", null,
      this.button({ class: "show" }, () => this.seePiece(piece), `${this.areaName(piece.area)}: ${this.sectionTitle(piece.section)}`),
      this.el("span", { class: "small" }, said.join(" · ")));
  },
});
