"use strict";

// The lower parts of a card: progress, published lengths, facts; each with its date and source.
corridorPage.add({
  progressBlock(piece) {
    const told = this.timedKinds.slice(1).map((kind) => this.factOf(piece, kind)).filter(Boolean);
    if (!told.length) return null;
    return this.block(this.t("card.progress"), told.map((fact) => this.el(
      "div", { class: "claim" },
      this.el("div", { class: "pair" }, this.el("span", null, this.word("fact", fact.kind)),
        this.el("b", null, this.amount(fact))),
      fact.kind.endsWith("_pct") ? this.bar(fact.value) : null,
      this.evidence(piece.corridor, fact), this.note(fact.note))));
  },

  // The value of a fact with its unit.
  amount(fact) {
    if (fact.kind === "status" || fact.kind === "electrification") return this.word(fact.kind, fact.value);
    if (fact.kind === "begins" || fact.kind === "opens") return this.date(fact.value);
    if (fact.kind.endsWith("_pct")) return this.percent(fact.value);
    const unit = `unit.${fact.kind.split("_").pop()}`;
    const value = this.plain(fact.value);
    return this.isWord(unit) ? this.t(unit, { value }) : value;
  },

  // Told in the words of its source.
  isText(fact) {
    return typeof fact.value === "string" && !["status", "electrification", "begins", "opens"].includes(fact.kind);
  },

  publishedBlock(piece) {
    const claims = piece.section.published;
    if (!claims.length) return null;
    const differ = new Set(claims.map((claim) => claim.length_km)).size > 1;
    const title = this.t(differ ? "card.published-side-by-side" : "card.published-length");
    return this.block(title, claims.map((claim) => this.el(
      "div", { class: "claim" },
      this.el("div", { class: "pair" },
        this.el("b", null, this.t("unit.km", { value: this.plain(claim.length_km) })),
        claim.country ? this.el("span", null, this.areaName(claim.country)) : null,
        claim.used ? this.el("span", { class: "tag" }, this.t("card.compared")) : null),
      this.evidence(piece.corridor, claim), this.note(claim.note))));
  },

  // Claims of one kind stand together, newest first, so that history and conflict show.
  factsBlock(piece) {
    const told = this.factsOf(piece);
    if (!told.length) return null;
    const kinds = [...new Set(told.map((fact) => fact.kind))];
    return this.block(this.t("card.facts"), kinds.map((kind) => this.el("div", { class: "fact" },
      this.el("div", { class: "fact-label" }, this.word("fact", kind)),
      told.filter((fact) => fact.kind === kind).map((fact) => this.factLine(piece, fact)))));
  },

  factLine(piece, fact) {
    return this.el("div", { class: "claim" },
      this.isText(fact) ? this.foreign("div", "wraps", fact.value) : this.el("div", { class: "wraps" }, this.amount(fact)),
      this.evidence(piece.corridor, fact), this.note(this.whereText(piece, fact)), this.note(fact.note));
  },

  // Where a fact holds, if not on whole sections.
  whereText(piece, fact) {
    if (!fact.where) return "";
    const { from, to, chainage } = fact.where;
    const count = chainage && (piece.route.chainages.find((one) => one.id === chainage) || { name: chainage });
    const spot = (one) => {
      if (one === null) return this.t("card.route-end");
      if (typeof one === "string") return this.nameOf(this.placesById.get(`${piece.corridor}/${one}`));
      const km = this.t("unit.at-km", { km: this.plain(one) });
      return count ? `${km} (${this.nameOf(count)})` : km;
    };
    return from === to ? spot(from) : `${spot(from)} – ${spot(to)}`;
  },
});
