"use strict";

// What can be searched, and how well each of it matches: names of all languages, accents and case
// folded, so that any spelling of a keyboard finds its place.
corridorPage.add({
  // Letters that no decomposition brings together.
  alike: { ı: "i", ə: "e", ø: "o", đ: "d", ł: "l", ß: "ss", æ: "ae", ي: "ی", ى: "ی", ك: "ک", ة: "ه" },

  // Text for comparison: letters and digits, words apart by one space.
  plainWords(text) {
    return this.plainDigits(String(text)).normalize("NFKD").toLowerCase()
      .replace(/[\p{M}ـ'’ʻʼ\u0060]/gu, "")
      .replace(/[ıəøđłßæيىكة]/g, (letter) => this.alike[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  },

  // Arabic and Persian digits as ours.
  plainDigits(text) {
    return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/٫/g, ".").replace(/٬/g, "");
  },

  // All that can be found: {kind, names, about, label(), detail(), go()}, the kinds in the order in
  // which equally good ones are offered. `names` may stand for it alone, `about` helps to find it.
  get findable() {
    const found = [...this.findableRoutes(), ...this.findableCountries(), ...this.findablePlaces(),
      ...this.findableSections(), ...this.findableBorders()];
    return this.keep("findable", found.map((one) => this.prepared(one)));
  },

  prepared(one) {
    const names = [...new Set(one.names.map((name) => this.plainWords(name)).filter(Boolean))];
    const text = [...names, ...(one.about || []).map((name) => this.plainWords(name))].join(" ");
    return { ...one, names, words: text.split(" ") };
  },

  // A record's names in all languages; what stands in brackets, and what stands without them, too.
  namesOf(record) {
    const names = [record.name, ...Object.values(record.names || {})];
    const inside = names.flatMap((name) => [...name.matchAll(/\(([^)]*)\)/g)].map((mark) => mark[1]));
    return [...names, ...names.map((name) => name.replace(/\([^)]*\)/g, " ")), ...inside];
  },

  areaNames(key) {
    return [key, ...Object.values(this.data.areas[key] || {})];
  },

  findableRoutes() {
    return [...this.corridors.values()].map((corridor) => ({
      kind: "corridor", names: this.namesOf(corridor), label: () => this.nameOf(corridor),
      detail: () => this.word("kind", corridor.kind),
      go: () => this.fit(this.map, this.drawn.filter((piece) => piece.corridor === corridor.id)),
    })).concat([...this.routes.values()].map((route) => ({
      kind: "route", names: [route.id, ...this.namesOf(route)], label: () => this.nameOf(route),
      detail: () => [this.nameOf(route.corridor), route.length_km === null
        ? this.t("search.not-drawn") : this.km(route.length_km)].join(" · "),
      go: () => this.seeRoute(route),
    })));
  },

  findableCountries() {
    return [...new Set(this.drawn.map((piece) => piece.area))].map((area) => {
      const pieces = this.drawn.filter((piece) => piece.area === area);
      const km = pieces.reduce((sum, piece) => sum + piece.length_km, 0);
      return { kind: "country", names: this.areaNames(area), label: () => this.areaName(area),
        detail: () => this.t("search.measured-here", { km: this.km(km) }),
        go: () => this.fit(this.map, pieces) };
    });
  },

  findablePlaces() {
    const byWeight = [...this.placesById.values()].sort((a, b) => (b.weight || 0) - (a.weight || 0));
    return byWeight.map((place) => ({
      kind: "place", names: [place.id, ...this.namesOf(place)], label: () => this.nameOf(place),
      detail: () => [this.word("place", place.kind), place.country && this.areaName(place.country),
        this.nameOf(this.corridors.get(place.corridor))].filter(Boolean).join(" · "),
      go: () => this.seePlace(place),
    }));
  },

  findableSections() {
    return [...this.sections.values()].map((section) => ({
      kind: "section", names: [section.id, ...this.sectionNames(section)],
      label: () => this.sectionTitle(section), detail: () => this.nameOf(section.of),
      go: () => this.seeSection(section),
    }));
  },

  // "from – to" in each language that names both ends.
  sectionNames(section) {
    const ends = [section.from, section.to].map((id) => this.placesById.get(`${section.corridor}/${id}`));
    const title = (name) => ends.map((end) => name(end)).join(" ");
    return [title((end) => end.name), ...Object.keys(ends[0].names)
      .filter((language) => ends[1].names[language])
      .map((language) => title((end) => end.names[language]))];
  },

  findableBorders() {
    const border = Object.values(this.words).map((words) => words["border.label"] || "");
    return this.crossings.map((crossing) => ({
      kind: "border", names: [this.borderText(crossing)],
      label: () => [crossing.from, crossing.to].map((piece) => this.areaName(piece.area)).join(" | "),
      about: [...border, ...[crossing.from, crossing.to].flatMap((piece) => this.areaNames(piece.area)),
        crossing.route.id, ...this.namesOf(crossing.route)],
      detail: () => [this.nameOf(crossing.route), this.t("unit.at-km", { km: this.number(crossing.km) })].join(" · "),
      go: () => this.seeBorder(crossing),
    }));
  },

  // How well something matches words, small is better; Infinity where it does not. Of names that
  // match alike that one is better of which less is left over.
  matchOf(one, words) {
    const phrase = words.join(" ");
    const solid = words.join("");
    const begins = (list) => words.every((word) => list.some((other) => other.startsWith(word)));
    const found = [
      one.names.filter((name) => name === phrase),
      one.names.filter((name) => name.startsWith(phrase)),
      one.names.filter((name) => begins(name.split(" "))),
      begins(one.words) ? [`${phrase} ${phrase}`] : [],
      one.names.filter((name) => solid.length > 2 && name.replace(/ /g, "").includes(solid)),
    ];
    const at = found.findIndex((names) => names.length > 0);
    if (at < 0) return Infinity;
    return at + 1 - phrase.length / Math.max(phrase.length, Math.min(...found[at].map((name) => name.length)));
  },

  findNamed(query) {
    const words = this.plainWords(query).split(" ").filter(Boolean);
    if (words.length === 0) return [];
    return this.findable.map((one) => ({ ...one, match: this.matchOf(one, words) }))
      .filter((one) => one.match < Infinity);
  },
});
