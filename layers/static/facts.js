"use strict";

// What counts on a piece on the day of the view, and every claim about it, with date and source.
corridorPage.add({
  attributeKinds: ["gauge_mm", "electrification", "tracks", "diameter_in", "pressure_bar", "capacity_bcm",
    "capacity_mt", "expansion_bcm", "contracted_bcm", "flow_bcm", "operator", "begins", "opens"],

  // What a claim is about: its kind, and the direction where that has one.
  subjectOf(fact) {
    return `${fact.kind} ${this.timedKinds.includes(fact.kind) ? "" : fact.direction}`.trim();
  },

  subjectName(subject) {
    const [kind, direction] = subject.split(" ");
    const what = this.word("fact", kind);
    return direction ? this.t(`card.${direction}`, { what }) : what;
  },

  // The subjects of a piece that tell neither status nor progress, in the order of the list.
  attributesOf(piece) {
    const place = (subject) => this.attributeKinds.indexOf(subject.split(" ")[0]);
    return Object.keys(piece.told).filter((subject) => place(subject) >= 0)
      .sort((a, b) => place(a) - place(b) || this.compareText(b, a));
  },

  attributeBlock(piece) {
    const told = this.attributesOf(piece).map((subject) => [subject, this.factOf(piece, subject)]);
    const rows = told.filter(([, fact]) => fact)
      .map(([subject, fact]) => [this.subjectName(subject), this.claimValue(fact)]);
    return rows.length ? this.block(this.t("card.attributes"), this.terms(rows)) : null;
  },

  claimValue(fact) {
    return this.isText(fact) ? this.foreign("span", null, fact.value) : this.amount(fact);
  },

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

  // Whether a fact is of one point, not of a stretch.
  isAtPoint(fact) {
    return fact.where !== null && fact.where.from === fact.where.to && fact.where.from !== null;
  },

  // Every claim known on the day, kind by kind, newest first; what is of a point stands apart.
  factsBlock(piece) {
    const known = this.factsOf(piece);
    if (!known.length) return null;
    const later = piece.facts.length - known.length;
    const points = known.filter((fact) => this.isAtPoint(fact));
    const box = this.el("details", { class: "claims" },
      this.el("summary", null, this.t("card.every-claim", { count: this.plain(known.length) })),
      this.factList(piece, known.filter((fact) => !this.isAtPoint(fact))),
      points.length ? [this.el("h4", null, this.t("card.at-points")), this.factList(piece, points)] : null,
      later ? this.el("p", { class: "muted" }, this.t("card.later", { count: this.plain(later) })) : null);
    box.open = this.claimsOpen;
    box.addEventListener("toggle", () => { this.claimsOpen = box.open; });
    return box;
  },

  claimsOpen: false,

  factList(piece, told) {
    const subjects = [...new Set(told.map((fact) => this.subjectOf(fact)))];
    return subjects.map((subject) => this.el("div", { class: "fact" },
      this.el("div", { class: "fact-label" }, this.subjectName(subject)),
      told.filter((fact) => this.subjectOf(fact) === subject).map((fact) => this.factLine(piece, fact))));
  },

  factLine(piece, fact) {
    return this.el("div", { class: "claim" },
      this.isText(fact) ? this.foreign("div", "wraps", fact.value) : this.el("div", { class: "wraps" }, this.amount(fact)),
      this.evidence(piece.corridor, fact),
      fact.where ? this.el("div", { class: "muted" }, this.whereText(piece, fact)) : null, this.note(fact.note));
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
