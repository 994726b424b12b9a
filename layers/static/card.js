"use strict";

// The card of a piece: what, where, how long, in which state, and who says so.
corridorPage.add({
  card(piece) {
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, this.routePath(piece.route)),
      this.el("h2", null, this.sectionTitle(piece.section)),
      this.statusLine(piece),
      this.whereList(piece),
      this.progressBlock(piece),
      this.publishedBlock(piece),
      this.factsBlock(piece),
      this.qualityBlock(piece));
  },

  statusLine(piece) {
    const status = this.statusOf(piece);
    const fact = this.factOf(piece, "status");
    return this.el("div", { class: "status-line" },
      this.el("div", { class: "chip" },
        this.swatch(status, "network", piece.route.corridor.kind), this.word("status", status)),
      fact ? this.evidence(piece.corridor, fact) : this.el("div", { class: "evidence" }, this.t("evidence.none")),
      this.staleNote(piece));
  },

  whereList(piece) {
    const country = [this.areaName(piece.area), piece.country && piece.zone ? this.word("zone", piece.zone) : null];
    const used = piece.section.published.find((one) => one.used && !one.country);
    return this.terms([
      [this.t("card.country"), country.filter(Boolean).join(" · ")],
      [this.t("card.along"), this.kmRange(piece.from_km, piece.to_km)],
      [this.t("card.piece"), this.t("card.measured", { km: this.km(piece.length_km) })],
      [this.t("card.section"), this.t("card.measured", { km: this.km(piece.section.measured_km) })],
      [this.t("card.published"), used
        ? this.el("span", null, this.t("unit.km", { value: this.plain(used.length_km) }), " · ",
          this.source(piece.corridor, used.source))
        : this.t("card.no-length")],
    ]);
  },

  qualityBlock(piece) {
    const quality = this.quality(piece.section.quality);
    const join = piece.section.kind === "connector" ? ` ${this.t("card.connector")}` : "";
    return this.block(this.t("card.line"),
      this.el("div", { class: "chip" },
        this.swatch(this.statusOf(piece), quality.word, piece.route.corridor.kind),
        this.word("quality", quality.word)),
      this.el("div", { class: "muted" }, this.t(`quality.${quality.word}.meaning`) + join),
      this.note(piece.section.note));
  },
});
