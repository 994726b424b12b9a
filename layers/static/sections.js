"use strict";

// The lines. What is seen is a run: neighbouring pieces of one look joined, so that dashes do
// not begin anew at every border. What is touched is a piece: a wide line that cannot be seen.
Object.assign(corridorPage, {
  // Layer groups by corridor and role, for the layers control: {corridor, role, group}.
  roles: [],

  drawSections(map) {
    this.glow = L.polyline([], { pane: "glow", interactive: false, noClip: true, className: "run" });
    this.glow.addTo(map);
    const pieces = this.data.pieces;
    const longFirst = [...pieces].sort((a, b) => b.length_km - a.length_km);
    for (const run of this.runs(pieces)) this.drawRun(run);
    for (const piece of longFirst) this.drawHit(map, piece);
    for (const { group } of this.roles) group.addTo(map);
  },

  roleGroup(piece) {
    const role = this.route(piece.corridor, piece.route).role;
    let entry = this.roles.find((one) => one.corridor === piece.corridor && one.role === role);
    if (!entry) {
      entry = { corridor: piece.corridor, role, group: L.layerGroup() };
      this.roles.push(entry);
    }
    return entry.group;
  },

  look(piece) {
    return [piece.corridor, piece.route, piece.status, piece.quality, piece.kind].join("|");
  },

  runs(pieces) {
    const runs = [];
    for (const piece of pieces) {
      const last = runs[runs.length - 1];
      if (last && this.look(last.first) === this.look(piece) && this.touches(last.line, piece.line)) {
        last.line.push(...piece.line.slice(1));
      } else {
        runs.push({ first: piece, line: [...piece.line] });
      }
    }
    return runs;
  },

  touches(line, next) {
    const [lon, lat] = line[line.length - 1];
    return Math.abs(lon - next[0][0]) < 2e-5 && Math.abs(lat - next[0][1]) < 2e-5;
  },

  latLngs(line) {
    return line.map(([lon, lat]) => [lat, lon]);
  },

  classes(piece) {
    const kind = (this.corridor(piece.corridor) || {}).kind === "gas" ? "gas" : "rail";
    return `status-${this.status(piece.status).word} quality-${this.quality(piece.quality).word} ` +
      `kind-${kind}${piece.kind === "connector" ? " connector" : ""}`;
  },

  drawRun(run) {
    const classes = this.classes(run.first);
    const draw = (pane, part) => L.polyline(this.latLngs(run.line), {
      pane, interactive: false, noClip: true, smoothFactor: 0.5, className: `${part} ${classes}`,
    }).addTo(this.roleGroup(run.first));
    if (this.quality(run.first.quality).band) draw("bands", "band");
    draw("casings", "casing");
    draw("runs", "run");
    if (classes.includes("kind-gas")) draw("cores", "core");
  },

  drawHit(map, piece) {
    const hit = L.polyline(this.latLngs(piece.line), {
      pane: "hits", className: "hit", smoothFactor: 1, bubblingMouseEvents: false });
    hit.bindTooltip(() => this.hoverText(piece), { sticky: true, className: "hover" });
    hit.on("mouseover", () => this.highlight([piece]));
    hit.on("mouseout", () => this.highlight([]));
    hit.on("click", (event) => this.openPiece(map, piece, event.latlng));
    hit.addTo(this.roleGroup(piece));
    this.pieces.set(piece.id, { piece, hit, open: () => this.showStretch(map, [piece]) });
  },

  highlight(pieces) {
    this.glow.setLatLngs(pieces.map((piece) => this.latLngs(piece.line)));
    const classes = pieces.length ? this.classes(pieces[0]) : "";
    this.glow.getElement().setAttribute("class", `glow ${classes}`);
  },

  hoverText(piece) {
    const where = `${piece.country_name} · km ${this.number(piece.from_km)} – ` +
      `${this.number(piece.to_km)} · ${this.km(piece.length_km)}`;
    return this.el("div", null,
      this.el("strong", null, piece.title),
      this.el("div", { class: "hover-status" },
        this.swatch(piece.status, piece.quality, this.corridor(piece.corridor).kind),
        this.status(piece.status).label),
      this.el("div", { class: "muted" }, where));
  },

  openPiece(map, piece, latlng) {
    return this.openPopup(map, latlng, this.card(piece), `Section ${piece.title}`);
  },

  // From a table: show all pieces of the stretch, and the card of the longest.
  showStretch(map, pieces) {
    const longest = pieces.reduce((a, b) => (b.length_km > a.length_km ? b : a));
    const group = this.roleGroup(longest);
    if (!map.hasLayer(group)) group.addTo(map);
    map.fitBounds(this.bounds(pieces), { animate: false, maxZoom: 8, padding: [40, 40] });
    const room = this.openPiece(map, longest, this.middle(longest.line));
    room.focus({ preventScroll: true });
    map.getContainer().scrollIntoView({ block: "nearest" });
    this.highlight(pieces);
  },

  // The vertex nearest to half of the line's length on the plane: good enough for a popup.
  middle(line) {
    const lengths = line.slice(1).map(([lon, lat], i) => Math.hypot(lon - line[i][0], lat - line[i][1]));
    let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
    const index = lengths.findIndex((length) => (rest -= length) <= 0);
    const [from, to] = [line[Math.max(index, 0)], line[Math.max(index, 0) + 1]];
    return L.latLng((from[1] + to[1]) / 2, (from[0] + to[0]) / 2);
  },
});
