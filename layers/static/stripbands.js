"use strict";

// The bands of the strip: what is told along the route, one under the other.
corridorPage.add({
  // Kinds of fact in the order of their bands, and how high each is in px.
  stripKinds: { country: 17, status: 21, works_pct: 13, gauge_mm: 14, electrification: 14,
    diameter_in: 14, capacity_bcm: 14, "capacity_bcm against": 14 },

  // Px of the names of places above the bands, between two bands, and of the axis below them.
  stripRoom: { names: 32, gap: 2, axis: 19 },

  // Only kinds of which something is ever told: another day does not move the others.
  stripRows() {
    const { names, gap, axis } = this.stripRoom;
    let y = names;
    const rows = Object.entries(this.stripKinds)
      .filter(([key]) => key === "country" || this.strip.pieces.some((piece) => this.tellsOf(piece, key)))
      .map(([key, height]) => {
        const row = { key, y, height };
        y += height + gap;
        return row;
      });
    return { rows, height: y + axis };
  },

  // A capacity without a direction is that of the route's.
  keysOf(key) {
    return key === "capacity_bcm" ? ["capacity_bcm with", "capacity_bcm"] : [key];
  },

  tellsOf(piece, key) {
    return this.keysOf(key).some((one) => piece.told[one]);
  },

  toldOn(piece, key) {
    return this.keysOf(key).map((one) => this.factOf(piece, one)).find(Boolean) || null;
  },

  rowName(key) {
    if (key === "country") return this.t("countries.country");
    if (key === "status") return this.t("sections.status");
    return key.endsWith(" against") ? this.t("strip.against") : this.word("fact", key);
  },

  // Beside the diagram, so that they stay where they are when it scrolls.
  bandNames() {
    const { names, rows, height } = this.strip;
    const count = this.t(this.stripCount() ? "strip.km-counted" : "strip.km-measured");
    const lines = rows.map(({ key, y, height: high }) => [this.rowName(key), y + high / 2]);
    if (rows.length > 0) lines.push([count, height - this.stripRoom.axis + 9]);
    const width = Math.ceil(Math.max(-16, ...lines.map(([text]) => this.textWidth(text)))) + 16;
    const [x, anchor] = this.language === "fa" ? [7, "start"] : [width - 7, "end"];
    this.fill(names, { width, height }, []);
    names.replaceChildren(...lines.map(([text, y]) => this.svg(
      "text", { x, y, "text-anchor": anchor, "dominant-baseline": "central" }, text)));
  },

  // Width in px of a text of the strip, which is written in one size.
  textWidth(text) {
    if (!this.strip.pen) {
      this.strip.pen = document.createElement("canvas").getContext("2d");
      this.strip.pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    }
    return this.strip.pen.measureText(text).width;
  },

  bandCells(row) {
    const draw = { country: "countryCell", status: "statusCell", works_pct: "worksCell" }[row.key];
    const look = { country: (piece) => piece.area,
      status: (piece) => `${this.statusOf(piece)} ${this.staleness(piece)}` }[row.key] ||
      ((piece) => (this.toldOn(piece, row.key) || { value: null }).value);
    return this.svg("g", { class: `strip-band band-of-${row.key.split(" ")[0]}` },
      this.runsOf(this.strip.pieces, look).map((run, number) => {
        const [from, to] = [run[0].from_km, run[run.length - 1].to_km];
        const x = this.strip.scale(from);
        const box = { x, y: row.y, width: this.strip.scale(to) - x, height: row.height };
        return this[draw || "valueCell"]({ run, row, number, box, from, to });
      }));
  },

  // The first of the texts that there is room for is written.
  cell({ row, box, from, to }, className, value, texts, ...parts) {
    const what = this.rowName(row.key);
    const title = this.t(value === null ? "strip.untold" : "strip.told", {
      what, value, range: this.kmRange(from, to) });
    const text = texts.find((one) => this.textWidth(one) <= box.width - 6);
    return this.svg("g", null, this.svg("title", null, title),
      this.svg("rect", { class: className, ...box }), parts, text ? this.cellText(box, text) : null);
  },

  cellText(box, text) {
    const node = this.svg("text", { y: box.y + box.height / 2, "text-anchor": "middle",
      "dominant-baseline": "central" }, text);
    this.strip.labels.push({ node, from: box.x, to: box.x + box.width, half: this.textWidth(text) / 2 + 3 });
    return node;
  },

  // From where to where the diagram can be seen, in px.
  stripSeen() {
    const { scrollLeft, clientWidth } = this.strip.scroller;
    return [scrollLeft, scrollLeft + clientWidth];
  },

  // Each text stands in the middle of what can be seen of its cell.
  centreLabels([left, right]) {
    for (const { node, from, to, half } of this.strip.labels) {
      const middle = (Math.max(from, Math.min(to, left)) + Math.min(to, Math.max(from, right))) / 2;
      node.setAttribute("x", Math.min(to - half, Math.max(from + half, middle)));
    }
  },

  countryCell(place) {
    const [piece] = place.run;
    const name = this.areaName(piece.area);
    const km = this.km(place.to - place.from, 0);
    return this.cell(place, `shade-${place.number % 2}`, name,
      [this.t("strip.country", { country: name, km }), name, piece.country || ""]);
  },

  // As on the map: the line with its dashes, in its colour; the word above it.
  statusCell(place) {
    const { run: [piece], box } = place;
    const word = this.word("status", this.statusOf(piece));
    const stale = this.staleness(piece);
    const classes = this.classes(piece).replace(/quality-\S+|connector/g, "");
    const y = box.y + box.height - 5;
    const line = (part) => this.svg(
      "line", { class: `${part} ${classes}`, x1: box.x, y1: y, x2: box.x + box.width, y2: y });
    const fact = this.factOf(piece, "status");
    const age = stale
      ? `${word}. ${this.t("stale.age", { age: this.months(this.monthsSince(this.lastHeard(piece))) })}` : word;
    const upper = { ...place, box: { ...box, height: box.height - 8 } };
    return this.svg("g", null,
      this.svg("rect", { class: `tint ${classes}`, ...box, y: box.y + box.height - 8, height: 8 }),
      this.cell(upper, `tint ${classes}`, fact ? age : null, [word],
        stale ? this.svg("rect", { fill: this.hatch, ...box }) : null),
      line("run"), classes.includes("kind-gas") ? line("core") : null);
  },

  // How much is done of every km here: filled from below.
  worksCell(place) {
    const works = this.factOf(place.run[0], "works_pct");
    const { box } = place;
    if (works === null) return this.cell(place, "untold", null, []);
    const high = (box.height * Math.min(100, Math.max(0, works.value))) / 100;
    const percent = this.percent(works.value);
    return this.cell(place, "value", percent, [percent],
      this.svg("rect", { class: "done", ...box, y: box.y + box.height - high, height: high }));
  },

  valueCell(place) {
    const fact = this.toldOn(place.run[0], place.row.key);
    if (fact === null) return this.cell(place, "untold", null, []);
    const amount = this.amount(fact);
    return this.cell(place, "value", amount,
      typeof fact.value === "number" ? [amount, this.plain(fact.value)] : [amount]);
  },

  // What the filters leave out is veiled.
  veils() {
    const { scale, pieces, height } = this.strip;
    if (!this.isFiltered()) return null;
    const y = this.stripRoom.names;
    return this.runsOf(pieces, (piece) => this.matches(piece)).filter(([piece]) => !this.matches(piece))
      .map((run) => [scale(run[0].from_km), scale(run[run.length - 1].to_km)])
      .map(([x, end]) => this.svg("rect", { class: "veil", x, y, width: end - x,
        height: height - this.stripRoom.axis - y }));
  },
});
