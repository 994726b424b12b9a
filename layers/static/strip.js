"use strict";

// The strip diagram: the chosen route pulled straight, its kilometres from left to right in
// every language. This file has its frame: chooser of route and count, folding, drawing anew.
corridorPage.add({
  // What is drawn now: {box, names, scroller, readout, route, pieces, runs, scale, …}.
  strip: {},

  // Px of a narrow screen, of the strip at least there, of paper, and beside the ends of a route.
  stripSizes: { narrow: 480, least: 820, most: 1500, stop: 26, paper: 900, margin: 9 },

  fillStrip(id) {
    const box = document.getElementById(id);
    this.always(["lang"], () => this.makeStrip(box));
    this.onChange(["route", "count", "strip", "day", ...this.filterKeys], () => this.updateStrip());
    this.onPoint((pieces, km) => this.showPointed(pieces, km));
    this.onChange(["see"], () => this.showPointed([]));
    new ResizeObserver(() => requestAnimationFrame(() => {
      if (!this.strip.body.hidden && this.stripWidth() !== this.strip.width) this.drawStrip();
    })).observe(box);
    window.addEventListener("beforeprint", () => this.drawStrip(this.stripSizes.paper));
    window.addEventListener("afterprint", () => this.drawStrip());
  },

  makeStrip(box) {
    const names = this.svg("svg", { class: "strip-names", "aria-hidden": "true" });
    const scroller = this.el("div", { class: "strip-scroll", dir: "ltr" });
    scroller.addEventListener("scroll", () => this.centreLabels(this.stripSeen()));
    this.followFocus(scroller);
    const body = this.el("div", { class: "strip-body", id: "strip-body" }, names, scroller);
    const readout = this.el("p", { class: "strip-readout" });
    this.strip = { ...this.strip, box, body, names, scroller, readout };
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", this.t("strip.title"));
    box.replaceChildren(this.stripHead(readout), body);
    this.updateStrip();
  },

  stripHead(readout) {
    const fold = this.button({ class: "strip-fold", "aria-controls": "strip-body" },
      () => this.change({ strip: this.view.strip ? "" : "folded" }, { replace: true }),
      this.t("strip.title"));
    const route = this.routeChooser();
    const count = this.el("select");
    count.addEventListener("change", () => {
      this.change({ count: count.value }, { replace: true });
      if (this.stripCount()) this.scrollTo(this.strip.scale(this.stripCount().posts[0][0]));
    });
    const countLabel = this.el("label", null, this.el("span", null, this.t("strip.count")), count);
    Object.assign(this.strip, { fold, routeChoice: route, count, countLabel });
    return this.el("div", { class: "strip-head" }, fold,
      this.el("label", null, this.el("span", null, this.t("strip.route")), route), countLabel, readout);
  },

  routeChooser() {
    const option = (route) => this.el("option", { value: route.key }, this.nameOf(route));
    const select = this.el("select", null, this.data.corridors.map((corridor) => this.el(
      "optgroup", { label: this.nameOf(corridor) },
      [...this.routes.values()].filter((route) => route.corridor === corridor).map(option))));
    select.addEventListener("change", () => this.change({ route: select.value, count: "" }));
    return select;
  },

  // The route of the view, else the first main route that is drawn.
  stripRoute() {
    const routes = [...this.routes.values()];
    const drawn = routes.filter((route) => route.length_km !== null);
    return this.routes.get(this.view.route) ||
      drawn.find((route) => route.role === "main") || drawn[0] || routes[0];
  },

  updateStrip() {
    const route = this.stripRoute();
    const { box, body, fold, routeChoice } = this.strip;
    const isFolded = this.view.strip !== "";
    Object.assign(this.strip, { route, pieces: this.piecesOf(route.key) });
    box.classList.toggle("folded-strip", isFolded);
    body.hidden = isFolded;
    fold.setAttribute("aria-expanded", !isFolded);
    routeChoice.value = route.key;
    this.fillCounts();
    this.drawStrip();
  },

  fillCounts() {
    const { route, count, countLabel } = this.strip;
    const option = (value, text) => this.el("option", { value }, text);
    count.replaceChildren(option("", this.t("strip.measured")),
      ...route.chainages.map((one) => option(one.id, this.nameOf(one))));
    count.value = this.stripCount() ? this.view.count : "";
    countLabel.hidden = route.chainages.length === 0;
  },

  // The official count that the axis shows; null for the measured km.
  stripCount() {
    return this.strip.route.chainages.find((one) => one.id === this.view.count) || null;
  },

  // On a narrow screen the strip is wider than its room and scrolls inside it.
  stripWidth() {
    const { scroller, route } = this.strip;
    const { narrow, least, most, stop } = this.stripSizes;
    const room = scroller.clientWidth;
    if (room >= narrow) return room;
    return Math.min(most, Math.max(least, stop * route.stops.length));
  },

  // The names come first: what room they leave is that of the diagram.
  drawStrip(paper = null) {
    if (this.strip.body.hidden) return;
    const kept = this.keptFocus();
    const isDrawn = this.strip.pieces.length > 0;
    Object.assign(this.strip, isDrawn ? this.stripRows() : { rows: [], height: 0 });
    this.bandNames();
    this.strip.width = paper || this.stripWidth();
    const seen = paper ? [0, paper] : this.stripSeen();
    const drawn = isDrawn ? this.diagram()
      : this.el("p", { class: "muted", dir: "auto" }, this.t("strip.not-drawn"));
    if (isDrawn) this.centreLabels(seen);
    this.strip.scroller.replaceChildren(drawn);
    this.showPointed([]);
    this.giveFocus(kept);
  },

  diagram() {
    const { pieces, route, rows, width, height } = this.strip;
    const { margin } = this.stripSizes;
    const length = pieces[pieces.length - 1].to_km;
    const scale = (km) => margin + (km / length) * (width - 2 * margin);
    const kmAt = (x) => Math.min(length, Math.max(0, ((x - margin) / (width - 2 * margin)) * length));
    Object.assign(this.strip, { scale, kmAt, length, labels: [], runs: this.stripRuns(pieces) });
    this.strip.svg = this.svg("svg", { class: "strip-diagram", width, height, role: "group",
      "aria-label": this.t("strip.of", { route: this.nameOf(route) }) },
    this.svg("g", { "aria-hidden": "true" },
      this.placeMarks(), rows.map((row) => this.bandCells(row)), this.veils(), this.kmAxis()),
    this.stretchButtons(), this.cursorParts());
    this.followPointer(this.strip.svg);
    return this.strip.svg;
  },

  // Stretches to go to: neighbours in one section, country and state.
  stripRuns(pieces) {
    return this.runsOf(pieces, (piece) => {
      const works = this.factOf(piece, "works_pct");
      return JSON.stringify([piece.section.id, piece.area, this.statusOf(piece),
        this.staleness(piece), works && works.value]);
    });
  },
});
