"use strict";

// The lines. What is seen is a run: neighbouring pieces of one look joined, so that dashes do
// not begin anew at every border. What is touched is a piece: a wide line that cannot be seen.
corridorPage.add({
  // A layer group a route: {corridor, key, group, runs}; runs are drawn anew for another day.
  routeLayers: new Map(),

  // What is drawn, by id of the piece: its wide line.
  hits: new Map(),

  drawSections(map) {
    this.map = map;
    this.glow = L.polyline([], { pane: "glow", interactive: false, noClip: true, className: "run" });
    this.glow.addTo(map);
    for (const route of this.routes.values()) this.addRouteLayer(map, route);
    const longFirst = [...this.drawn].sort((a, b) => b.length_km - a.length_km);
    for (const piece of longFirst) this.drawHit(piece);
    this.drawRuns();
    this.onChange(["day", ...this.filterKeys], () => this.drawRuns());
    this.onChange(["see", "lang"], () => this.openSeen());
  },

  addRouteLayer(map, route) {
    if (this.piecesOf(route.key).length === 0) return;
    const group = L.layerGroup().addTo(map);
    const runs = L.layerGroup().addTo(group);
    this.routeLayers.set(route.key, { route, group, runs });
  },

  look(piece) {
    return [this.statusOf(piece), piece.section.quality, piece.section.kind, this.staleness(piece),
      this.matches(piece)].join("|");
  },

  drawRuns() {
    for (const { route, runs } of this.routeLayers.values()) {
      runs.clearLayers();
      for (const run of this.runsOf(this.piecesOf(route.key), (piece) => this.look(piece))) {
        this.drawRun(run, runs);
      }
    }
  },

  classes(piece) {
    const kind = piece.route.corridor.kind === "gas" ? "gas" : "rail";
    return `status-${this.status(this.statusOf(piece)).word} ` +
      `quality-${this.quality(piece.section.quality).word} kind-${kind}` +
      `${piece.section.kind === "connector" ? " connector" : ""}${this.staleness(piece) ? " stale" : ""}`;
  },

  drawRun(run, group) {
    const classes = `${this.classes(run[0])}${this.matches(run[0]) ? "" : " faded"}`;
    const line = run.flatMap((piece, index) => (index ? piece.line.slice(1) : piece.line));
    const draw = (pane, part, color) => L.polyline(line, {
      pane, color, interactive: false, noClip: true, smoothFactor: 0.5, className: `${part} ${classes}`,
    }).addTo(group);
    if (this.quality(run[0].section.quality).band) draw("bands", "band");
    if (this.staleness(run[0])) draw("hatches", "hatch", this.hatch);
    draw("casings", "casing");
    draw("runs", "run");
    if (classes.includes("kind-gas")) draw("cores", "core");
  },

  drawHit(piece) {
    const hit = L.polyline(piece.line, {
      pane: "hits", className: "hit", smoothFactor: 1, bubblingMouseEvents: false });
    hit.bindTooltip(() => this.hoverText(piece), { sticky: true, className: "hover" });
    hit.on("mouseover", (event) => this.point([piece], this.kmNear(piece, event.latlng)));
    hit.on("mousemove", (event) => this.point([piece], this.kmNear(piece, event.latlng)));
    hit.on("mouseout", () => this.point([]));
    hit.on("click", (event) => this.seePiece(piece, this.kmNear(piece, event.latlng)));
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
    this.highlight(pieces);
    for (const action of this.pointers) action(pieces, km);
  },

  highlight(pieces) {
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

  // Show a piece and its card: a step in the history, the address names it.
  seePiece(piece, km = (piece.from_km + piece.to_km) / 2) {
    const metre = Math.min(0.001, (piece.to_km - piece.from_km) / 2);
    const at = Math.min(piece.to_km - metre, Math.max(piece.from_km + metre, km));
    this.change({ see: `piece:${piece.route.key}/${Number(at.toFixed(3))}`, route: piece.route.key });
  },

  // From a table: look at all pieces of a stretch, and open the card of the longest.
  seeStretch(pieces) {
    const longest = pieces.reduce((a, b) => (b.length_km > a.length_km ? b : a));
    this.showRoute(longest.route.key);
    this.map.fitBounds(this.bounds(pieces), { animate: false, maxZoom: 8, padding: [40, 40] });
    this.seePiece(longest);
    this.map.getContainer().scrollIntoView({ block: "nearest" });
    this.highlight(pieces);
  },

  seeSection(section) {
    const pieces = this.drawn.filter((piece) => piece.section === section);
    if (pieces.length > 0) this.seeStretch(pieces);
  },

  showRoute(key) {
    const { group } = this.routeLayers.get(key);
    if (!this.map.hasLayer(group)) group.addTo(this.map);
  },

  // Open or close what the view names.
  openSeen() {
    const [what, ...rest] = this.view.see.split(":");
    const parts = rest.join(":").split("/");
    const openers = { piece: this.openPieceAt, place: this.openPlace, border: this.openBorder };
    this.map.closePopup();
    if (openers[what]) openers[what].call(this, ...parts);
  },

  openPieceAt(corridor, route, km) {
    const piece = this.pieceAt(`${corridor}/${route}`, Number(km));
    if (piece === null) return;
    this.showRoute(piece.route.key);
    const latlng = L.latLng(this.pointAt(piece, Number(km)));
    this.bringIntoView(latlng);
    this.openPopup(this.map, latlng, this.card(piece, Number(km)), this.sectionTitle(piece.section))
      .focus({ preventScroll: true });
    this.highlight([piece]);
  },

  bringIntoView(latlng, zoom = this.map.getZoom()) {
    if (zoom === this.map.getZoom() && this.map.getBounds().contains(latlng)) return;
    this.map.setView(latlng, zoom, { animate: false });
  },
});
