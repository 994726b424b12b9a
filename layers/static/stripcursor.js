"use strict";

// The cursor of the strip and its twin on the map: both show the piece and the km pointed at.
corridorPage.add({
  cursorParts() {
    const { height } = this.strip;
    const bottom = height - this.stripRoom.axis;
    const range = this.svg("rect", { class: "here-range", y: this.stripRoom.names - 1,
      height: bottom - this.stripRoom.names + 1 });
    const line = this.svg("line", { class: "here-line", y1: 0, y2: bottom + 4 });
    const flag = this.svg("rect", { class: "here-flag", y: bottom + 4, height: 15, rx: 3 });
    const text = this.svg("text", { class: "here-km", y: bottom + 15, "text-anchor": "middle" });
    const group = this.svg("g", { class: "strip-cursor", "aria-hidden": "true" }, range, line, flag, text);
    this.strip.cursor = { group, range, line, flag, text };
    return group;
  },

  followPointer(svg) {
    const at = (event) => this.strip.kmAt(event.clientX - svg.getBoundingClientRect().left);
    let start = null;
    const isDrag = (event) => start !== null && Math.abs(event.clientX - start.x) > 5;
    svg.addEventListener("pointerdown", (event) => {
      start = event.pointerType === "mouse" && event.button === 0 ? { x: event.clientX, km: at(event) } : null;
      this.pointAlong(at(event));
    });
    svg.addEventListener("pointermove", (event) => (
      isDrag(event) ? this.pointRange(start.km, at(event)) : this.pointAlong(at(event))));
    svg.addEventListener("pointerleave", () => {
      start = null;
      this.point([]);
    });
    svg.addEventListener("click", (event) => {
      const from = isDrag(event) ? start.km : null;
      start = null;
      if (from === null) this.showStretch(this.stripRunAt(at(event)), at(event));
      else this.zoomTo(from, at(event));
    });
  },

  pointAlong(km) {
    const piece = this.pieceAt(this.strip.route.key, km);
    this.point(piece ? [piece] : [], km);
  },

  piecesBetween(a, b) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    return this.strip.pieces.filter((piece) => piece.to_km > from && piece.from_km < to);
  },

  // While a range is drawn its own ends show, not those of its pieces.
  pointRange(a, b) {
    this.point(this.piecesBetween(a, b), b);
    this.placeRange(Math.min(a, b), Math.max(a, b));
  },

  // Look on the map at what lies from one km to another.
  zoomTo(a, b) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const lines = this.piecesBetween(from, to).map((piece) => this.lineBetween(
      piece, Math.max(from, piece.from_km), Math.min(to, piece.to_km)));
    if (lines.length === 0) return;
    this.showRoute(this.strip.route.key);
    this.map.fitBounds(lines.flat(), { animate: false, padding: [40, 40] });
  },

  stripRunAt(km) {
    const { runs } = this.strip;
    return runs.find((run) => km <= run[run.length - 1].to_km) || runs[runs.length - 1];
  },

  // Look at a stretch on the map and open the card of its piece at a km.
  showStretch(run, km) {
    this.buttonOf(run).focus({ preventScroll: true });
    this.zoomTo(run[0].from_km, run[run.length - 1].to_km);
    this.seePiece(run.find((piece) => km <= piece.to_km) || run[0], km);
    this.map.getContainer().scrollIntoView({ block: "nearest" });
    this.highlight(run);
  },

  // What is pointed at, here or elsewhere; of another route nothing shows.
  showPointed(pieces, km = null) {
    this.markOnMap(pieces, km);
    if (this.strip.pieces.length === 0 || this.strip.body.hidden) return;
    if (pieces.length > 0) this.showHere(pieces.filter((piece) => piece.route === this.strip.route), km);
    else this.showHere(...this.seenHere());
  },

  // The piece and km of the open card, if it is of this route.
  seenHere() {
    const [, key, km] = /^piece:(.+)\/([\d.]+)$/.exec(this.view.see) || [];
    const piece = key === this.strip.route.key ? this.pieceAt(key, Number(km)) : null;
    return piece ? [[piece], Number(km)] : [[], null];
  },

  showHere(pieces, km) {
    const mine = pieces.filter((piece) => piece.line);
    const isAt = km !== null && mine.length > 0;
    this.strip.cursor.group.classList.toggle("shown", mine.length > 0);
    this.strip.cursor.group.classList.toggle("at-km", isAt);
    if (mine.length > 0) this.placeRange(mine[0].from_km, mine[mine.length - 1].to_km);
    if (isAt) this.placeCursor(km);
    this.strip.readout.replaceChildren(...(isAt ? this.readHere(mine, km) : this.readRoute()));
  },

  placeRange(from, to) {
    const { scale, cursor } = this.strip;
    this.fill(cursor.range, { x: scale(from), width: scale(to) - scale(from) }, []);
  },

  // The flag on the axis tells the km of the count that the axis shows, where it reaches.
  placeCursor(km) {
    const { cursor, scale } = this.strip;
    const count = this.stripCount();
    const shown = count ? this.chainageAt(count, km) : km;
    const x = scale(km);
    cursor.group.classList.toggle("off-count", shown === null);
    cursor.text.textContent = this.number(shown);
    const half = this.textWidth(cursor.text.textContent) / 2 + 5;
    const middle = this.insideStrip(x, half);
    this.fill(cursor.line, { x1: x, x2: x }, []);
    this.fill(cursor.flag, { x: middle - half, width: 2 * half }, []);
    this.fill(cursor.text, { x: middle }, []);
    this.scrollTo(x);
  },

  scrollTo(x) {
    const { scroller } = this.strip;
    const seen = x - scroller.scrollLeft;
    if (seen < 0 || seen > scroller.clientWidth) scroller.scrollLeft = x - scroller.clientWidth / 2;
  },

  // "km 3,012.4 · Moscow count: km 2,450.1 · Astara – Rasht, Iran, Proposed"
  readHere(pieces, km) {
    const piece = pieces.find((one) => one.from_km <= km && km <= one.to_km) || pieces[0];
    const counts = this.chainagesAt(this.strip.route, km).map((one) => this.t(
      "strip.counted", { count: this.nameOf(one.chainage), km: this.number(one.km) }));
    const what = [this.sectionTitle(piece.section), this.areaName(piece.area),
      this.word("status", this.statusOf(piece))];
    return [this.el("b", null, this.t("unit.at-km", { km: this.number(km) })),
      ` · ${[...counts, ...what].join(" · ")}`];
  },

  readRoute() {
    return [this.t("strip.hint", { km: this.km(this.strip.length) })];
  },

  markOnMap(pieces, km) {
    if (!this.strip.mark) {
      this.strip.mark = L.circleMarker([0, 0], {
        pane: "cores", interactive: false, radius: 6, className: "here-mark" });
    }
    const piece = km === null ? null
      : pieces.find((one) => one.line && one.from_km <= km && km <= one.to_km);
    if (!piece) this.strip.mark.remove();
    else this.strip.mark.setLatLng(this.pointAt(piece, km)).addTo(this.map);
  },
});
