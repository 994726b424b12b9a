"use strict";

// How the status came about, and claims that contradict each other, side by side. Which of them
// counts, and until when one did, is read off the changes of the piece; there is no rule here.
corridorPage.add({
  // Changes of status, newest first: from what to what, since when, and who says so.
  statusBlock(piece) {
    const changes = (piece.told.status || []).filter(([day]) => day <= this.view.day);
    if (!changes.length) return null;
    const fact = (number) => (number === null ? null : this.data.facts[piece.corridor][number]);
    const steps = changes.map(([day, number], i) => this.statusStep(
      piece, day, i ? fact(changes[i - 1][1]) : null, fact(number)));
    return this.block(this.t("card.history"), this.el("ol", { class: "history" }, steps.reverse()));
  },

  statusStep(piece, day, before, now) {
    const word = (one) => (one ? this.word("status", one.value) : this.t("card.nothing-known"));
    const same = before && now && before.value === now.value;
    const change = same ? this.t("card.restated", { status: word(now) })
      : this.t("card.changed", { from: word(before), to: word(now) });
    return this.el("li", null,
      this.el("time", { datetime: day }, this.date(now ? now.since || now.as_of : day)),
      this.el("div", null, this.el("b", null, change),
        now ? [this.evidence(piece.corridor, now), this.note(now.note)] : null));
  },

  // Numbers of the claims known on the day that are of the piece as a stretch.
  claimsOf(piece) {
    const facts = this.data.facts[piece.corridor];
    return piece.facts.filter((number) => facts[number].day <= this.view.day && !this.isAtPoint(facts[number]));
  },

  contradictionBlock(piece) {
    const rows = Object.keys(piece.told).map((subject) => [subject, this.rivalsOf(piece, subject)])
      .filter(([, rivals]) => rivals.length > 1);
    if (!rows.length) return null;
    return this.block(this.t("card.contradictions"), rows.map(([subject, rivals]) => this.el(
      "div", { class: "rivals" },
      this.el("h4", null, this.subjectName(subject)),
      this.el("ul", null, rivals.map((number) => this.rival(piece, subject, number))))));
  },

  // Claims about one subject that say different things. Status and progress are told anew from time
  // to time: there only what never counted is contradicted, by what counted on its day.
  rivalsOf(piece, subject) {
    const facts = this.data.facts[piece.corridor];
    const claims = this.claimsOf(piece).filter((number) => this.subjectOf(facts[number]) === subject);
    const rivals = this.timedKinds.includes(subject) ? this.overruled(piece, subject, claims) : claims;
    const values = new Set(rivals.map((number) => facts[number].value));
    return values.size > 1 ? rivals : [];
  },

  overruled(piece, subject, claims) {
    const facts = this.data.facts[piece.corridor];
    const ever = new Set(piece.told[subject].map(([, number]) => number));
    const rivals = claims.filter((number) => !ever.has(number)).flatMap((number) => {
      const counted = (this.lastChange(piece.told[subject], facts[number].day) || [null, null])[1];
      return counted !== null && facts[counted].value !== facts[number].value ? [counted, number] : [];
    });
    return claims.filter((number) => rivals.includes(number));
  },

  rival(piece, subject, number) {
    const fact = this.data.facts[piece.corridor][number];
    const counts = this.factOf(piece, subject) === fact;
    return this.el("li", counts ? { class: "counts" } : null,
      this.el("b", null, this.claimValue(fact)),
      this.el("span", { class: "tag" }, this.standing(piece, subject, number)),
      this.evidence(piece.corridor, fact),
      fact.where ? this.el("div", { class: "muted" }, this.whereText(piece, fact)) : null, this.note(fact.note));
  },

  // Whether a claim counts, until when it did, or that it never has.
  standing(piece, subject, number) {
    const changes = piece.told[subject].filter(([day]) => day <= this.view.day);
    const at = changes.findLastIndex((change) => change[1] === number);
    if (at < 0) return this.t("card.does-not-count");
    if (at === changes.length - 1) return this.t("card.counts");
    return this.t("card.counted-until", { date: this.date(changes[at + 1][0]) });
  },
});
