"use strict";

// Who says so and when: dates, sources, notes, and other small parts of cards and tables.
corridorPage.add({
  // "since 2023 · as of 18 Feb 2026 · Report.az"
  asOf(corridorId, record) {
    const said = [];
    if (record.since) said.push(this.t("evidence.since", { date: this.date(record.since) }));
    if (record.as_of) said.push(this.t("evidence.as-of", { date: this.date(record.as_of) }));
    const source = this.source(corridorId, record.source);
    return [said.join(" · "), said.length && source ? " · " : null, source];
  },

  evidence(corridorId, record) {
    return this.el("div", { class: "evidence" }, this.asOf(corridorId, record));
  },

  // A source as a short link: its publisher.
  source(corridorId, sourceId) {
    if (!sourceId) return null;
    const source = (this.data.sources[corridorId] || {})[sourceId];
    if (!source) return this.el("span", null, sourceId);
    const node = this.asWritten(this.link(source.url, source.publisher || source.title));
    node.title = source.title;
    return node;
  },

  block(title, ...children) {
    return this.el("section", { class: "block" }, this.el("h3", null, title), ...children);
  },

  // Text of the data that no language file translates.
  foreign(name, className, text) {
    return this.asWritten(this.el(name, { class: className }, text));
  },

  asWritten(node) {
    return this.fill(node, { lang: "en", dir: "auto" }, []);
  },

  note(text) {
    return text ? this.foreign("div", "muted", text) : null;
  },

  bar(percent) {
    const done = this.el("span", { class: "bar-done" });
    done.style.width = `${Math.min(100, Math.max(0, percent))}%`;
    return this.el("span", { class: "bar", "aria-hidden": "true" }, done);
  },

  // A list of terms and what they are.
  terms(rows) {
    return this.el("dl", { class: "where" }, rows.filter(Boolean).map(([term, value]) => this.el("div", null,
      this.el("dt", null, term), this.el("dd", null, value))));
  },
});
