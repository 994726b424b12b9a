"use strict";

// Stations and borders on the strip: a mark each, and names in two rows as far as there is room.
corridorPage.add({
  // A name without what stands in brackets or after a comma.
  nameAlone(name) {
    return name.split(/ \(|[,،] /)[0];
  },

  stripPlaces() {
    const { route, length } = this.strip;
    const ends = (km) => (km < 1e-3 || length - km < 1e-3 ? 1e6 : 0);
    const stops = route.stops.map(([id, km]) => {
      const place = this.placesById.get(`${route.corridor.id}/${id}`);
      return { km, text: this.nameAlone(this.nameOf(place)), title: this.nameOf(place),
        weight: (place.weight || 0) + ends(km) };
    });
    const borders = this.crossings.filter((one) => one.route === route).map((one) => ({
      km: one.km, text: this.borderText(one), isBorder: true, weight: 1e5,
      title: `${this.areaName(one.from.area)} – ${this.areaName(one.to.area)}` }));
    return [...stops, ...borders];
  },

  placeMarks() {
    const places = this.stripPlaces();
    const bottom = this.stripRoom.names;
    return this.svg("g", { class: "strip-places" },
      places.map((place) => this.placeMark(place, this.strip.scale(place.km), bottom)),
      this.placedNames(places).map((name) => this.placeName(name, bottom)));
  },

  placeMark({ km, title, isBorder }, x, bottom) {
    const shape = isBorder
      ? this.svg("path", { class: "border-mark", d: `M${x} ${bottom - 8}l3.5 3.5l-3.5 3.5l-3.5 -3.5z` })
      : this.svg("line", { x1: x, y1: bottom - 6, x2: x, y2: bottom - 1 });
    return this.svg("g", null, this.svg("title", null,
      `${title}, ${this.t("unit.at-km", { km: this.number(km) })}`), shape);
  },

  // The ends first, then the borders, then places by weight; each on the first free side and row.
  placedNames(places) {
    const taken = [[], []];
    return [...places].sort((a, b) => b.weight - a.weight).flatMap((place) => {
      const spot = this.freeSpot(place, taken);
      if (spot === null) return [];
      taken[spot.row].push([spot.left, spot.left + spot.width]);
      if (spot.row === 1) taken[0].push([spot.x, spot.x]);
      return [{ ...place, ...spot }];
    });
  },

  // Row 0 is next to the bands; from row 1 a thin line leads down through it.
  freeSpot({ km, text }, taken) {
    const x = this.strip.scale(km);
    const width = this.textWidth(text);
    const isFree = (row, left, right) => taken[row].every(
      ([start, end]) => left > end + 5 || right < start - 5);
    for (const row of [0, 1]) {
      for (const left of [x - width / 2, x - 3, x - width + 3]) {
        const inside = left >= 1 && left + width <= this.strip.width - 1;
        const leads = row === 0 || taken[0].every(([start, end]) => x > end + 2 || x < start - 2);
        if (inside && leads && isFree(row, left, left + width)) return { row, left, width, x };
      }
    }
    return null;
  },

  placeName({ text, row, left, width, x, isBorder }, bottom) {
    const y = bottom - 11 - row * 12;
    return this.svg("g", null,
      row === 1 ? this.svg("line", { class: "lead", x1: x, y1: y + 2, x2: x, y2: bottom - 6 }) : null,
      this.svg("text", { class: isBorder ? "border-name" : null, x: left + width / 2, y,
        "text-anchor": "middle" }, text));
  },
});
