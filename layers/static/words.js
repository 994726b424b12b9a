"use strict";

// Words, names, numbers and dates in the language of the view. English stands in for what is missing.
corridorPage.add({
  get words() {
    const { key: keys, ...languages } = this.read("corridor-words");
    const named = (texts) => Object.fromEntries(keys.map((key, i) => [key, texts[i]]));
    return this.keep("words", Object.fromEntries(
      Object.entries(languages).map(([language, texts]) => [language, named(texts)])));
  },

  get language() {
    return this.words[this.view.lang] ? this.view.lang : "en";
  },

  // t("km.on", {km: "12"}): the text of a key, its {names} filled in.
  t(key, values = {}) {
    const text = this.words[this.language][key] ?? this.words.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (mark, name) => (name in values ? String(values[name]) : mark));
  },

  isWord(key) {
    return key in this.words.en;
  },

  // The text of a word of the data; an unknown one as it is.
  word(group, word) {
    const key = `${group}.${word}`;
    return this.isWord(key) ? this.t(key) : String(word);
  },

  // What a corridor, route, place or chainage is called; names in brackets and all.
  nameOf(record) {
    return (record.names || {})[this.language] || record.name;
  },

  areaName(key, english = key) {
    const names = this.data.areas[key] || {};
    return names[this.language] || names.en || english;
  },

  // The calendar is that of the sources in every language, since many dates are only years.
  // Chromium knows Azerbaijani by name alone ("2001 M09 9"): its numbers are written as in Turkish.
  get locale() {
    return `${{ en: "en-GB", az: "tr" }[this.language] || this.language}-u-ca-gregory`;
  },

  azerbaijaniMonths: ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"],

  number(value, digits = 1) {
    if (value === null || value === undefined) return "–";
    return this.figures(digits, digits).format(value);
  },

  // Figures as sources print them: no digits are added.
  plain(value) {
    if (value === null || value === undefined) return "–";
    return typeof value === "number" ? this.figures(0, 3).format(value) : String(value);
  },

  figures(least, most) {
    return this.intl("NumberFormat", {
      minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: true });
  },

  // One of Intl's formats, made once: making it takes longer than all it will write.
  intl(kind, options = {}) {
    const key = [this.locale, kind, ...Object.values(options)].join();
    if (!this.formats.has(key)) this.formats.set(key, new Intl[kind](this.locale, options));
    return this.formats.get(key);
  },

  formats: new Map(),

  km(value, digits = 1) {
    if (value === null || value === undefined) return "–";
    return this.t("unit.km", { value: this.number(value, digits) });
  },

  // "km 12.3 – 45.6"
  kmRange(from, to) {
    return this.t("unit.km-range", { from: this.number(from), to: this.number(to) });
  },

  percent(value) {
    if (this.language === "az") return `${this.figures(0, 1).format(value)}%`;
    return this.intl("NumberFormat", { style: "percent", maximumFractionDigits: 1 }).format(value / 100);
  },

  // A date as precise as it is given: 2006, 2004-12 or 2018-03-29.
  date(text) {
    const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text || "");
    if (!parts) return text || "–";
    const [, year, month, day] = parts;
    const written = this.intl("DateTimeFormat", { timeZone: "UTC", year: "numeric",
      month: month && "short", day: day && "numeric" })
      .formatToParts(Date.UTC(year, (month || 1) - 1, day || 1));
    return written.map((part) => (part.type === "month" && this.language === "az"
      ? this.azerbaijaniMonths[month - 1] : part.value)).join("");
  },

  months(count) {
    return this.intl("NumberFormat", { style: "unit", unit: "month", unitDisplay: "long" }).format(count);
  },

  compareText(a, b) {
    return this.intl("Collator").compare(a, b);
  },

  directionOf(language) {
    return language === "fa" ? "rtl" : "ltr";
  },

  get isRightToLeft() {
    return this.directionOf(this.language) === "rtl";
  },

  applyLanguage() {
    const root = document.documentElement;
    root.lang = this.language;
    root.dir = this.directionOf(this.language);
  },
});
