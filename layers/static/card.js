"use strict";

// The card of a piece: what, where, how long, in which state, and who says so.
Object.assign(corridorPage, {
  card(piece) {
    const route = this.route(piece.corridor, piece.route);
    const corridor = this.corridor(piece.corridor);
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, corridor ? corridor.name : piece.corridor, " · ", route.name),
      this.el("h2", null, piece.title),
      this.statusLine(piece, corridor),
      this.whereList(piece),
      this.progressBlock(piece),
      this.publishedBlock(piece),
      this.factsBlock(piece),
      this.qualityBlock(piece, corridor));
  },

  statusLine(piece, corridor) {
    const status = this.status(piece.status);
    const source = this.source(piece.corridor, piece.status_source);
    return this.el("div", { class: "status-line" },
      this.el("div", { class: "chip" },
        this.swatch(piece.status, "network", corridor && corridor.kind), status.label),
      this.el("div", { class: "evidence" }, this.dates(piece), source ? " · " : null, source));
  },

  whereList(piece) {
    const rows = [
      ["Country", `${piece.country_name} · ${this.zone(piece.zone)}`],
      ["Along the route", `km ${this.number(piece.from_km)} – ${this.number(piece.to_km)}`],
      ["This piece", `${this.km(piece.length_km)} measured`],
      ["Whole section", `${this.km(piece.section_measured_km)} measured`],
      ["", this.publishedText(piece)],
    ];
    return this.el("dl", { class: "where" }, rows.map(([term, value]) => this.el("div", null,
      this.el("dt", null, term || "Published"), this.el("dd", null, value))));
  },

  publishedText(piece) {
    if (piece.section_published_km === null) return "no length found";
    const source = this.source(piece.corridor, piece.published_source);
    const text = `${this.plain(piece.section_published_km)}\u00a0km`;
    return this.el("span", null, text, source ? " · " : null, source);
  },

  qualityBlock(piece, corridor) {
    const quality = this.quality(piece.quality);
    const join = piece.kind === "connector" ? " A connector between two lines." : "";
    return this.block("The drawn line",
      this.el("div", { class: "chip" },
        this.swatch(piece.status, piece.quality, corridor && corridor.kind), quality.label),
      this.el("div", { class: "muted" }, quality.meaning + join));
  },
});
