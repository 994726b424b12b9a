"use strict";

// Which pieces are asked for: by corridor, status, country and words; tables and map follow.
corridorPage.add({
  filterKeys: ["corridor", "status", "country", "text"],

  isFiltered() {
    return this.filterKeys.some((key) => this.view[key] !== "");
  },

  get statusesAsked() {
    return this.view.status.split(",").filter(Boolean);
  },

  // Asked many times of each piece, told anew only for another view.
  matches(piece) {
    const key = ["lang", "day", ...this.filterKeys].map((one) => this.view[one]).join("\n");
    if (this.answers.key !== key) this.answers = { key, known: new Map() };
    const { known } = this.answers;
    if (!known.has(piece)) known.set(piece, this.isAskedFor(piece));
    return known.get(piece);
  },

  answers: {},

  isAskedFor(piece) {
    const { corridor, country } = this.view;
    const statuses = this.statusesAsked;
    return (!corridor || piece.corridor === corridor) &&
      (!statuses.length || statuses.includes(this.status(this.statusOf(piece)).word)) &&
      (!country || piece.area === country) &&
      this.saysAll(() => [...this.endNames(piece.section), piece.route.name, this.nameOf(piece.route),
        this.areaName(piece.area), this.word("status", this.statusOf(piece))]);
  },

  matchesCrossing({ route, from, to }) {
    const { corridor, country } = this.view;
    return (!corridor || route.corridor.id === corridor) &&
      (!country || from.area === country || to.area === country) &&
      this.saysAll(() => [this.borderText({ from, to }), this.areaName(from.area), this.areaName(to.area),
        route.name, this.nameOf(route), ...this.endNames(from.section), ...this.endNames(to.section)]);
  },

  matchesPlace(place) {
    const { corridor, country } = this.view;
    return (!corridor || place.corridor === corridor) && (!country || place.country === country) &&
      this.saysAll(() => [place.name, this.nameOf(place), this.word("place", place.kind)]);
  },

  endNames(section) {
    return [section.from, section.to].map((id) => this.placesById.get(`${section.corridor}/${id}`))
      .flatMap((place) => [place.name, this.nameOf(place)]);
  },

  // Whether all words that are looked for occur in some texts, which are only made if needed.
  saysAll(texts) {
    if (!this.view.text.trim()) return true;
    const said = this.plainWords(texts().join(" "));
    return this.plainWords(this.view.text).split(" ").every((word) => said.includes(word));
  },

  toggleStatus(word) {
    const asked = new Set(this.statusesAsked);
    if (!asked.delete(word)) asked.add(word);
    this.change({ status: [...asked].join(",") });
  },

  // Marks and names on the map fade unless a line that is asked for passes there.
  fadePoints() {
    const passed = this.isFiltered() ? this.placesPassed() : null;
    const fades = (of) => passed && (of.route
      ? !this.matches(of.from) && !this.matches(of.to) : !passed.has(`${of.corridor}/${of.id}`));
    for (const { node, of } of [...this.marks, ...this.names]) {
      if (of) node.classList.toggle("faded", Boolean(fades(of)));
    }
  },

  // Keys of the places on pieces that are asked for.
  placesPassed() {
    const on = (piece) => (piece.line === null
      ? [piece.section.from, piece.section.to]
      : piece.route.stops.filter(([, km]) => piece.from_km - 1e-3 < km && km < piece.to_km + 1e-3)
        .map(([id]) => id)).map((id) => `${piece.corridor}/${id}`);
    return new Set(this.pieces.filter((piece) => this.matches(piece)).flatMap(on));
  },
});
