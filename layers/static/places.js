"use strict";

// Crossings and places: small marks with a name where there is room, and a card.
corridorPage.add({
  // Layer groups for the layers control, by key: {corridor, words, group}.
  pointLayers: new Map(),

  // All marks, so that names keep clear of them.
  marks: [],

  drawPlaces(map) {
    for (const corridor of this.data.corridors) {
      const crossings = this.crossings.filter((one) => one.route.corridor === corridor);
      const places = this.data.places.filter(
        (one) => one.corridor === corridor.id && one.lon !== null);
      this.weighPlaces(corridor, places);
      const layer = (key) => this.pointLayer(map, corridor, key);
      for (const crossing of crossings) this.drawCrossing(map, layer("borders"), crossing);
      for (const place of places) {
        this.drawPlace(map, layer(this.placeKind(place.kind).group), place);
      }
    }
    map.on("zoomend", () => this.thinPoints(map));
    this.startNames(map);
    this.always(["day", ...this.filterKeys], () => this.fadePoints());
  },

  // The group of a corridor's points of one kind, made when first asked for.
  pointLayer(map, corridor, kind) {
    const key = `${corridor.id}//${kind}`;
    if (!this.pointLayers.has(key)) {
      this.pointLayers.set(key, { corridor, kind, group: L.layerGroup().addTo(map) });
    }
    return this.pointLayers.get(key).group;
  },

  // A place weighs as many km as the longest section that ends there; the ends of main routes
  // weigh most. Heavy places are named first.
  weighPlaces(corridor, places) {
    const byId = new Map(places.map((place) => [place.id, place]));
    const weigh = (id, km) => {
      const place = byId.get(id);
      if (place) place.weight = Math.max(place.weight || 0, km);
    };
    for (const section of this.sections.values()) {
      if (section.corridor !== corridor.id || section.measured_km === null) continue;
      weigh(section.from, section.measured_km);
      weigh(section.to, section.measured_km);
    }
    for (const route of corridor.routes.filter((one) => one.role === "main")) {
      const pieces = this.piecesOf(`${corridor.id}/${route.id}`);
      if (pieces.length === 0) continue;
      weigh(pieces[0].section.from, 1e4);
      weigh(pieces[pieces.length - 1].section.to, 1e4);
    }
  },

  // First zoom at which a place shows: by its kind, sooner at ends, later between them.
  placeZoom(place, kind) {
    const weight = place.weight || 0;
    if (weight >= 1e4 && kind.min_zoom <= 4) return 3;
    if (weight >= 100) return kind.min_zoom;
    return kind.min_zoom + (weight > 0 ? 1 : 2);
  },

  drawCrossing(map, group, crossing) {
    const latlng = L.latLng(crossing.lat, crossing.lon);
    const minZoom = crossing.route.role === "main" ? 4 : 6;
    const marker = this.mark(group, latlng, "diamond", minZoom, crossing);
    marker.bindTooltip(() => this.el("div", null,
      this.el("strong", null, this.borderText(crossing)),
      this.el("div", { class: "muted" }, this.t("unit.at-km", { km: this.number(crossing.km) }))),
    { className: "hover", direction: "top", offset: [0, -6] });
    marker.on("click", () => this.seeBorder(crossing));
    this.addName(map, latlng, () => this.borderText(crossing), "crossing",
      { rank: 2.5, minZoom: Math.max(5.5, minZoom), gap: 8, of: crossing, moreZoom: 7,
        same: [crossing.from, crossing.to].map(({ area }) => area).sort().join(),
        more: () => this.t("unit.at-km", { km: this.number(crossing.km, 0) }) }).layer.addTo(group);
  },

  // "RU | AZ"; the sea has no code, so it is named.
  borderText(crossing) {
    const side = (piece) => piece.country || this.areaName(piece.area);
    return `${side(crossing.from)} | ${side(crossing.to)}`;
  },

  // "Southern Gas Corridor · TANAP"
  routePath(route) {
    return `${this.nameOf(route.corridor)} · ${this.nameOf(route)}`;
  },

  drawPlace(map, group, place) {
    const kind = this.placeKind(place.kind);
    const latlng = L.latLng(place.lat, place.lon);
    const minZoom = this.placeZoom(place, kind);
    const marker = this.mark(group, latlng, kind.shape, minZoom, place);
    marker.bindTooltip(() => this.el("div", null, this.el("strong", null, this.nameOf(place)),
      this.el("div", { class: "muted" }, this.word("place", kind.word))),
    { className: "hover", direction: "top", offset: [0, -5] });
    marker.on("click", () => this.seePlace(place));
    this.addName(map, latlng, () => this.nameOf(place), "place",
      { rank: minZoom / 2 - Math.min(place.weight || 0, 1e4) / 1e4, minZoom, gap: 7,
        of: place }).layer.addTo(group);
  },

  // `of`: the crossing or place.
  mark(group, latlng, shape, minZoom, of) {
    const mark = this.el("span", { class: `point ${shape}` });
    const icon = L.divIcon({ html: mark, className: "point-anchor", iconSize: [18, 18] });
    const marker = L.marker(
      latlng, { icon, pane: "points", keyboard: false, bubblingMouseEvents: false });
    this.marks.push({ marker, group, minZoom, node: mark, of });
    return marker;
  },

  // Marks below their zoom are not there, so that the lines stay legible.
  thinPoints(map) {
    for (const { marker, group, minZoom } of this.marks) {
      const isWanted = map.getZoom() >= Math.ceil(minZoom);
      if (isWanted === group.hasLayer(marker)) continue;
      if (isWanted) group.addLayer(marker);
      else group.removeLayer(marker);
    }
  },
});
