"use strict";

// What is touched of the lines: pieces, each a wide line that cannot be seen.
corridorPage.add({
  // What is drawn, by id of the piece: its wide line.
  hits: new Map(),

  drawSections(map) {
    this.map = map;
    this.glow = L.polyline([], { pane: "glow", interactive: false, noClip: true, className: "glow" });
    this.glow.addTo(map);
    for (const route of this.routes.values()) this.addRouteLayer(map, route);
    const longFirst = [...this.drawn].sort((a, b) => b.length_km - a.length_km);
    for (const piece of longFirst) this.drawHit(piece);
    this.drawRuns();
    this.onChange(["day", ...this.filterKeys], () => this.drawRuns());
    map.on("zoomend", () => this.routeLayers.forEach((layer) => this.setPhases(layer)));
  },

  drawHit(piece) {
    const hit = this.shapeLayer([this.pieceShape(piece)], {
      pane: "hits", className: "hit", bubblingMouseEvents: false });
    hit.bindTooltip(() => this.hoverText(piece), { sticky: true, className: "hover" });
    hit.on("mouseover", (event) => this.point([piece], this.kmNear(piece, event.latlng)));
    hit.on("mousemove", (event) => this.point([piece], this.kmNear(piece, event.latlng)));
    hit.on("mouseout", () => this.point([]));
    hit.on("click", (event) => this.choosePiece(event, piece));
    // Nameless, it is no stop of the keyboard: the strip and the tables have named ones.
    hit.on("add", () => hit.getElement().setAttribute("tabindex", "-1"));
    hit.addTo(this.routeLayers.get(piece.route.key).group);
    this.hits.set(piece.id, hit);
  },

  // Who wants to know which pieces, and which km of their route, are pointed at.
  pointers: [],

  onPoint(action) {
    this.pointers.push(action);
  },

  // Point at pieces: on the map here, elsewhere by whoever asked to know.
  point(pieces, km = null) {
    this.highlight(pieces.length ? pieces : this.held);
    for (const action of this.pointers) action(pieces, km);
  },

  // Pieces that stay highlighted while nothing is pointed at.
  held: [],

  hold(pieces) {
    this.held = pieces;
    this.highlight(pieces);
  },

  glowing: "",

  highlight(pieces) {
    const key = pieces.map((piece) => piece.id + this.classes(piece)).join();
    if (key === this.glowing) return;
    this.glowing = key;
    this.glow.setLatLngs(pieces.filter((piece) => piece.line).map((piece) => piece.line));
    const classes = pieces.length ? this.classes(pieces[0]) : "";
    this.glow.getElement().setAttribute("class", `glow ${classes}`);
  },

  hoverText(piece) {
    const status = this.statusOf(piece);
    return this.el("div", null,
      this.el("strong", null, this.sectionTitle(piece.section)),
      this.el("div", { class: "hover-status" },
        this.swatch(status, piece.section.quality, piece.route.corridor.kind),
        this.word("status", status)),
      this.el("div", { class: "muted" }, [this.areaName(piece.area),
        this.kmRange(piece.from_km, piece.to_km), this.km(piece.length_km)].join(" · ")));
  },
});
