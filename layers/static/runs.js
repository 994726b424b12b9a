"use strict";

// What is seen of the lines. A run is neighbouring pieces of one look, joined; dashes are counted
// from the beginning of the route, so that they run on wherever it is cut and on every day.
corridorPage.add({
  // A layer group a route, by its key: {route, group, runs, sayings, drawn, looks}; drawn: [{run, line, dashed}].
  routeLayers: new Map(),

  addRouteLayer(map, route) {
    if (this.piecesOf(route.key).length === 0) return;
    const group = L.layerGroup().addTo(map);
    const runs = L.layerGroup().addTo(group);
    const sayings = L.layerGroup().addTo(group);
    const layer = { route, group, runs, sayings, drawn: [], looks: "" };
    group.on("add", () => this.setPhases(layer));
    this.routeLayers.set(route.key, layer);
  },

  // What a piece looks like, and so which of its neighbours it is drawn with.
  look(piece) {
    return [this.statusOf(piece), piece.section.quality, piece.section.kind, this.staleness(piece),
      this.load(piece), this.matches(piece)].join("|");
  },

  // Draw the routes whose looks have changed.
  drawRuns() {
    for (const layer of this.routeLayers.values()) {
      const pieces = this.piecesOf(layer.route.key);
      const looks = pieces.map((piece) => this.look(piece) + this.sayingKey(piece)).join();
      if (looks === layer.looks) continue;
      layer.looks = looks;
      layer.runs.clearLayers();
      layer.drawn = this.runsOf(pieces, (piece) => this.look(piece)).map(
        (run) => ({ run, line: this.drawRun(run, layer.runs), dashed: this.isDashed(run[0]) }));
      this.setPhases(layer);
      this.sayStatuses(layer);
    }
  },

  isDashed(piece) {
    return this.status(this.statusOf(piece)).dash !== "";
  },

  classes(piece) {
    const kind = piece.route.corridor.kind === "gas" ? "gas" : "rail";
    return `status-${this.status(this.statusOf(piece)).word} ` +
      `quality-${this.quality(piece.section.quality).word} kind-${kind}` +
      `${piece.section.kind === "connector" ? " connector" : ""}${this.staleness(piece) ? " stale" : ""}`;
  },

  // Draw a run and return its coloured line.
  drawRun(run, group) {
    const classes = `${this.classes(run[0])}${this.matches(run[0]) ? "" : " faded"}`;
    const load = this.load(run[0]);
    const shapes = [this.joined(run)];
    const draw = (pane, part, color) => this.shapeLayer(shapes, {
      pane, color, interactive: false, className: `${part} ${classes}`,
    }).on("add", ({ target }) => target.getElement().style.setProperty("--load", load)).addTo(group);
    if (this.quality(run[0].section.quality).band) draw("bands", "band");
    if (this.staleness(run[0])) draw("hatches", "hatch", this.hatch);
    draw("casings", "casing");
    const line = draw("runs", "run");
    if (classes.includes("kind-gas")) draw("cores", "core");
    return line;
  },

  // Factor on the width of a pipeline: the root of its capacity; 1 where that is not known.
  load(piece) {
    const told = this.factOf(piece, "capacity_bcm with") || this.factOf(piece, "capacity_bcm");
    return told && typeof told.value === "number" ? this.loadOf(told.value) : 1;
  },

  loadOf(bcm) {
    const { base_bcm: base, least, most } = this.style.capacity;
    return Number(Math.min(most, Math.max(least, Math.sqrt(bcm / base))).toFixed(3));
  },

  // Each run is told its length on the map, and its dashes begin where those of the run before it
  // end, whatever of it is in view and however it is simplified at this zoom.
  setPhases(layer) {
    if (!layer.drawn.some(({ dashed }) => dashed)) return;
    const scale = 2 ** this.map.getZoom();
    let begin = 0;
    for (const { run, line } of layer.drawn) {
      const length = scale * run.reduce((sum, piece) => sum + this.flatLength(piece), 0);
      const path = line.getElement();
      if (path) path.setAttribute("pathLength", length.toFixed(2));
      if (path) path.style.strokeDashoffset = begin.toFixed(2);
      begin += length;
    }
  },

  // Pixels of a piece at zoom 0.
  flatLength(piece) {
    const shape = this.pieceShape(piece);
    if (shape.length === undefined) {
      const { flat } = shape;
      shape.length = 0;
      for (let i = 2; i < flat.length; i += 2) {
        shape.length += Math.hypot(flat[i] - flat[i - 2], flat[i + 1] - flat[i - 1]);
      }
    }
    return shape.length;
  },
});
