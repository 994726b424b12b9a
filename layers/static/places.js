"use strict";

// Crossings and places: small marks with a name where there is room, and a card.
Object.assign(corridorPage, {
  // Layer groups for the layers control: {corridor, what, group}.
  pointGroups: [],

  // All marks, so that names keep clear of them.
  marks: [],

  drawPlaces(map) {
    for (const corridor of this.data.corridors) {
      const crossings = this.data.crossings.filter((one) => one.corridor === corridor.id);
      const places = this.data.places.filter((one) => one.corridor === corridor.id);
      this.weighPlaces(corridor, places);
      const draw = (what, records, drawOne) => {
        if (records.length === 0) return;
        const group = L.layerGroup();
        records.forEach((record) => drawOne(map, group, record));
        this.pointGroups.push({ corridor: corridor.id, what, group: group.addTo(map) });
      };
      draw("Border crossings", crossings, this.drawCrossing.bind(this));
      draw("Stations and sites", places, this.drawPlace.bind(this));
    }
    map.on("zoomend", () => this.sizePoints(map));
    this.sizePoints(map);
    this.startNames(map);
  },

  // A place weighs as many km as the longest section that ends there; the ends of main routes
  // weigh most. Heavy places are named first.
  weighPlaces(corridor, places) {
    const pieces = this.data.pieces.filter((piece) => piece.corridor === corridor.id);
    const main = new Set(corridor.routes.filter((one) => one.role === "main").map((one) => one.id));
    for (const ends of this.endsOf(pieces, (piece) => `${piece.route}|${piece.section}`)) {
      this.weigh(places, ends, ends[0].section_measured_km);
    }
    const onMain = pieces.filter((piece) => main.has(piece.route));
    for (const ends of this.endsOf(onMain, (piece) => piece.route)) this.weigh(places, ends, 1e4);
  },

  // First and last piece of each group.
  endsOf(pieces, key) {
    const groups = new Map();
    for (const piece of pieces) {
      groups.set(key(piece), [(groups.get(key(piece)) || [piece])[0], piece]);
    }
    return [...groups.values()];
  },

  weigh(places, [first, last], km) {
    for (const [lon, lat] of [first.line[0], last.line[last.line.length - 1]]) {
      const off = (place) => Math.hypot(place.lon - lon, place.lat - lat);
      const nearest = [...places].sort((a, b) => off(a) - off(b))[0];
      if (nearest && off(nearest) < 0.2) nearest.weight = Math.max(nearest.weight || 0, km);
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
    const minZoom = this.route(crossing.corridor, crossing.route).role === "main" ? 4 : 6;
    const marker = this.point(latlng, "diamond", minZoom);
    const pair = this.borderText(crossing);
    marker.bindTooltip(() => this.el("div", null, this.el("strong", null, pair),
      this.el("div", { class: "muted" }, `km ${this.number(crossing.km)}`)),
    { className: "hover", direction: "top", offset: [0, -6] });
    const open = () => this.openPopup(map, latlng, this.crossingCard(crossing), `Border ${pair}`);
    marker.on("click", open);
    marker.addTo(group);
    crossing.show = () => this.goTo(map, group, latlng, open);
    this.addName(map, latlng, pair, "crossing", { rank: 2.5, minZoom: Math.max(5.5, minZoom), gap: 8 })
      .marker.addTo(group);
  },

  // "RU | AZ"; the sea has no code, so it is named.
  borderText(crossing) {
    return `${crossing.from || crossing.from_name} | ${crossing.to || crossing.to_name}`;
  },

  crossingCard(crossing) {
    const corridor = this.corridor(crossing.corridor);
    const route = this.route(crossing.corridor, crossing.route);
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, corridor.name, " · ", route.name),
      this.el("h2", null, this.borderText(crossing)),
      this.el("p", null, `${crossing.from_name} – ${crossing.to_name}`),
      this.el("p", { class: "muted" },
        `Crossed at km ${this.number(crossing.km)} along the route, measured.`));
  },

  drawPlace(map, group, place) {
    const kind = this.placeKind(place.kind);
    const latlng = L.latLng(place.lat, place.lon);
    const minZoom = this.placeZoom(place, kind);
    const marker = this.point(latlng, kind.shape, minZoom);
    const open = () => this.openPopup(map, latlng, this.placeCard(place), place.name);
    marker.bindTooltip(() => this.el("div", null, this.el("strong", null, place.name),
      this.el("div", { class: "muted" }, kind.label)),
    { className: "hover", direction: "top", offset: [0, -5] });
    marker.on("click", open);
    marker.addTo(group);
    place.show = () => this.goTo(map, group, latlng, open);
    this.addName(map, latlng, place.name, "place",
      { rank: minZoom / 2 - Math.min(place.weight || 0, 1e4) / 1e4, minZoom, gap: 7 }).marker.addTo(group);
  },

  placeCard(place) {
    const corridor = this.corridor(place.corridor);
    const source = this.source(place.corridor, place.source);
    const accuracy = place.accuracy_km === null ? null : this.el(
      "p", { class: "muted" }, `Position within about ${this.plain(place.accuracy_km)} km`);
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, corridor.name),
      this.el("h2", null, place.name),
      this.el("p", null, [this.placeKind(place.kind).label, place.country].filter(Boolean).join(" · ")),
      accuracy, this.note(place.note),
      source ? this.el("p", { class: "evidence" }, "Position: ", source) : null);
  },

  point(latlng, shape, minZoom) {
    const mark = this.el("span", { class: `point ${shape}`, "data-zoom": Math.ceil(minZoom) });
    const icon = L.divIcon({ html: mark, className: "point-anchor", iconSize: [18, 18] });
    const marker = L.marker(
      latlng, { icon, pane: "points", keyboard: false, bubblingMouseEvents: false });
    this.marks.push({ marker, minZoom });
    return marker;
  },

  // Marks below their zoom hide, so that the lines stay legible.
  sizePoints(map) {
    const container = map.getContainer();
    const zoom = map.getZoom();
    for (let step = 3; step <= 10; step += 1) container.classList.toggle(`zoom-${step}`, zoom >= step);
  },

  goTo(map, group, latlng, open) {
    if (!map.hasLayer(group)) group.addTo(map);
    map.setView(latlng, Math.max(map.getZoom(), 8), { animate: false });
    open().focus({ preventScroll: true });
    map.getContainer().scrollIntoView({ block: "nearest" });
  },
});
