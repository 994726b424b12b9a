"use strict";

// The lower parts of a card: progress, published lengths, facts; each with its date and source.
Object.assign(corridorPage, {
  // "as of 2026-02-18, Report.az"
  evidence(corridorId, record) {
    const parts = [];
    if (record.since) parts.push(`since ${record.since}`);
    if (record.as_of) parts.push(`as of ${record.as_of}`);
    const text = parts.join(", ");
    const source = this.source(corridorId, record.source);
    return this.el("div", { class: "evidence" }, text, text && source ? " · " : null, source);
  },

  block(title, ...children) {
    return this.el("section", { class: "block" }, this.el("h3", null, title), ...children);
  },

  note(text) {
    return text ? this.el("div", { class: "muted" }, text) : null;
  },

  bar(percent) {
    const done = this.el("span", { class: "bar-done" });
    done.style.width = `${Math.min(100, Math.max(0, percent))}%`;
    return this.el("span", { class: "bar", "aria-hidden": "true" }, done);
  },

  progressBlock(piece) {
    if (!piece.progress.length) return null;
    return this.block("Progress", piece.progress.map((claim) => this.el(
      "div", { class: "claim" },
      this.el("div", { class: "pair" }, this.el("span", null, claim.label),
        this.el("b", null, this.amount(claim))),
      claim.kind.endsWith("_pct") ? this.bar(claim.value) : null,
      this.evidence(piece.corridor, claim), this.note(claim.note))));
  },

  amount(claim) {
    const unit = claim.kind.endsWith("_pct") ? "\u00a0%" : claim.kind.endsWith("_km") ? "\u00a0km" : "";
    return this.plain(claim.value) + unit;
  },

  publishedBlock(piece) {
    const claims = piece.published_all;
    if (!claims.length) return null;
    const differ = new Set(claims.map((claim) => claim.length_km)).size > 1;
    const title = differ ? "Published lengths, side by side" : "Published length";
    return this.block(title, claims.map((claim) => this.el(
      "div", { class: "claim" },
      this.el("div", { class: "pair" },
        this.el("b", null, `${this.plain(claim.length_km)}\u00a0km`),
        claim.country ? this.el("span", null, claim.country) : null,
        claim.used ? this.el("span", { class: "tag" }, "compared with") : null),
      this.evidence(piece.corridor, claim), this.note(claim.note))));
  },

  // Claims of one kind stand together, newest first, so that history and conflict show.
  factsBlock(piece) {
    const known = this.data.facts[piece.corridor] || [];
    const told = piece.facts.map((number) => known[number]).filter((fact) => fact);
    if (!told.length) return null;
    const kinds = [...new Set(told.map((fact) => fact.kind))];
    return this.block("Facts", kinds.map((kind) => {
      const facts = told.filter((fact) => fact.kind === kind);
      return this.el("div", { class: "fact" },
        this.el("div", { class: "fact-label" }, facts[0].label),
        facts.map((fact) => this.factLine(piece, fact)));
    }));
  },

  factLine(piece, fact) {
    const unit = fact.unit ? `\u00a0${fact.unit}` : "";
    return this.el("div", { class: "claim" },
      this.el("div", { class: "wraps" }, `${fact.value}${unit}`),
      this.evidence(piece.corridor, fact), this.note(fact.note));
  },
});
