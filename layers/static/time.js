"use strict";

// What changed when: the steps of time, each with its changes, one for a fact and what it replaced.
corridorPage.add({
  // Day -> changes, in the order of the days; one is {kind, from, to, pieces}, from and to facts.
  get stepsByDay() {
    const steps = new Map(this.days.map((day) => [day, new Map()]));
    for (const piece of this.pieces) {
      for (const kind of this.timedKinds) this.addChanges(steps, piece, kind);
    }
    return this.keep("stepsByDay", new Map([...steps].map(
      ([day, found]) => [day, [...found.values()].sort((a, b) => this.compareChanges(a, b))])));
  },

  // What is told no more, such as works that are done, is no change of its own.
  addChanges(steps, piece, kind) {
    const facts = this.data.facts[piece.corridor];
    (piece.told[kind] || []).forEach(([day, number], i, all) => {
      if (number === null) return;
      const before = i ? all[i - 1][1] : null;
      const key = [piece.route.key, kind, before, number].join("|");
      const found = steps.get(day);
      if (!found.has(key)) {
        found.set(key, { kind, from: before === null ? null : facts[before], to: facts[number], pieces: [] });
      }
      found.get(key).pieces.push(piece);
    });
  },

  // Status first; what differs before what is heard for the first time, before what was said again.
  compareChanges(a, b) {
    const rank = (one) => [one.kind === "status" ? 0 : 1, ["changed", "first", "again"].indexOf(this.changeSort(one)),
      -this.sumKm(one.pieces)];
    const [left, right] = [rank(a), rank(b)];
    const differs = left.findIndex((value, i) => value !== right[i]);
    return differs < 0 ? 0 : left[differs] - right[differs];
  },

  changeSort({ from, to }) {
    if (from === null) return "first";
    return from.value === to.value ? "again" : "changed";
  },

  sumKm(pieces) {
    return pieces.reduce((sum, piece) => sum + (piece.length_km || 0), 0);
  },

  // Whether a step changes a status, or progress only.
  changesStatus(day) {
    return this.stepsByDay.get(day).some((one) => one.kind === "status" && this.changeSort(one) !== "again");
  },

  // Number of the last step on or before a day; the first one where there is none.
  stepAt(day) {
    return Math.max(0, this.days.findLastIndex((step) => step <= day));
  },

  // A day as exactly as its facts are dated: what is dated to a year counts from its last day.
  dayText(day) {
    const exact = this.exactDay(day);
    return exact === day ? this.date(day) : this.t("time.by-end", { date: this.date(exact) });
  },

  asOfText(day) {
    const exact = this.exactDay(day);
    return this.t(exact === day ? "page.as-of" : "time.as-of-end", { date: this.date(exact) });
  },

  exactDay(day) {
    const dates = (this.stepsByDay.get(day) || []).map(({ to }) => (to.day === day ? to.since || to.as_of : day));
    return dates.reduce((a, b) => (b.length > a.length ? b : a), "") || day;
  },

  // What to tell on a day, as [{day, changes}]: the changes of its step; on the last day first
  // those of the last step on which something became something else.
  newsOf(day) {
    const step = this.days[this.stepAt(day)];
    if (step > day) return [];
    const own = { day: step, changes: this.stepsByDay.get(step) };
    if (day < this.data.as_of) return [own];
    const real = this.days.findLast((one) => this.stepsByDay.get(one).some((change) => this.changeSort(change) === "changed"));
    const last = real && real !== step ? { day: real, changes: this.stepsByDay.get(real) } : null;
    return [last, own].filter((news) => news && news.changes.length > 0);
  },

  // "Astara – Rasht: proposed → construction", without markup.
  changeText(change) {
    const { kind, from, to } = change;
    const said = (fact) => (kind === "status" ? this.lower(this.word("status", fact.value)) : this.amount(fact));
    const sort = this.changeSort(change);
    return this.t(`time.${kind === "status" ? "status" : "figure"}-${sort}`, {
      where: this.whereOf(change.pieces), what: this.lower(this.word("fact", kind)),
      from: from && said(from), to: said(to) });
  },

  lower(text) {
    return text.toLocaleLowerCase(this.language);
  },

  // From the first place to the last one; with km where a section is not wholly meant.
  whereOf(pieces) {
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const title = this.sectionTitle({ corridor: first.corridor, from: first.section.from, to: last.section.to });
    const sections = new Set(pieces.map((piece) => piece.section));
    const isPart = this.pieces.some((piece) => sections.has(piece.section) && !pieces.includes(piece));
    if (!isPart || first.from_km === null) return title;
    return `${title}, ${this.kmRange(first.from_km, last.to_km)}`;
  },
});
