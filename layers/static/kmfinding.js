"use strict";

// Kilometres that are searched: "TAP km 547" is a measured km, and a km of each official count of
// TAP that reaches so far; "baku yalama 120" is one of that count alone.
corridorPage.add({
  // The last number of a query and the words around it; null without a number. A comma before three
  // digits groups them, a plus is that of pickets: 2454+454 is 2454.454.
  readKm(query) {
    const marks = /^(?:km|kp|пк|км|کیلومتر)$/i;
    const number = /^(?:km|kp|пк|км)?(\d{1,3}(?:,\d{3})+|\d+\+\d{3}|\d+(?:[.,]\d+)?)(?:km|км)?$/i;
    const tokens = this.plainDigits(query).split(/\s+/).filter((token) => token && !marks.test(token));
    const at = tokens.findLastIndex((token) => number.test(token));
    if (at < 0) return null;
    const digits = number.exec(tokens[at])[1];
    const km = Number(/^\d+(,\d{3})+$/.test(digits) ? digits.replace(/,/g, "") : digits.replace(/[+,]/, "."));
    return { km, words: this.plainWords(tokens.toSpliced(at, 1).join(" ")).split(" ").filter(Boolean) };
  },

  // What a km may be of: {route, chainage or null, match}, the best first.
  countsFor(words) {
    const all = [...this.routes.values()].flatMap((route) => [null, ...route.chainages].map(
      (chainage) => ({ route, chainage, ...this.countNames(route, chainage) })));
    if (words.length === 0) return this.countsOfStrip(all);
    const found = all.map((one) => ({ ...one, match: this.matchOf(one, words) }));
    return found.filter((one) => one.match < Infinity).sort((a, b) => a.match - b.match);
  },

  // A number alone is meant of the route of the strip.
  countsOfStrip(all) {
    const shown = this.routes.get(this.view.route) || [...this.routes.values()][0];
    return all.filter((one) => one.route === shown).map((one) => ({ ...one, match: 2 }));
  },

  // A chainage is found by its own name, and by that of its route.
  countNames(route, chainage) {
    const key = `${route.key} ${chainage ? chainage.id : ""}`;
    if (!this.countsPrepared.has(key)) {
      const ofRoute = [route.id, ...this.namesOf(route)];
      const own = chainage ? [chainage.id, ...this.namesOf(chainage)] : ofRoute;
      const { names, words } = this.prepared({ names: [...own, ...ofRoute] });
      this.countsPrepared.set(key, { names, words });
    }
    return this.countsPrepared.get(key);
  },

  countsPrepared: new Map(),

  // Kilometres found, and in words those that lie outside of their count.
  findKm(query) {
    const asked = this.readKm(query);
    if (asked === null) return { hits: [], outside: [] };
    const counts = this.countsFor(asked.words);
    const hits = counts.map((count) => this.kmHit(count, asked.km)).filter(Boolean);
    const missed = counts.filter((count) => count.match === counts[0].match &&
      !hits.some((hit) => hit.route === count.route));
    return { hits, outside: missed.map((count) => this.rangeText(count)) };
  },

  kmHit({ route, chainage, match }, km) {
    const within = route.length_km !== null && km <= route.length_km;
    const measured = chainage ? this.measureAt(chainage, km) : within ? km : null;
    const piece = measured === null ? null : this.pieceAt(route.key, measured);
    if (!piece) return null;
    return { kind: "km", route, match, go: () => this.seePiece(piece, measured, 7),
      label: () => this.t(chainage ? "search.km-counted" : "search.km-measured", {
        km: this.plain(km), route: this.shortName(route), count: chainage && this.nameOf(chainage) }),
      detail: () => this.kmDetail(piece, measured, chainage) };
  },

  // The same place in the other counts, and where that is.
  kmDetail(piece, measured, chainage) {
    const others = this.chainagesAt(piece.route, measured).filter((one) => one.chainage !== chainage)
      .map((one) => this.t("search.km-other", { km: this.number(one.km), count: this.nameOf(one.chainage) }));
    const own = chainage ? [this.t("search.km-is-measured", { km: this.number(measured) })] : [];
    return [...own, ...others, this.areaName(piece.area)].join(" · ");
  },

  rangeText({ route, chainage }) {
    const name = chainage ? this.nameOf(chainage) : this.shortName(route);
    if (!chainage && route.length_km === null) return this.t("search.route-not-drawn", { name });
    const posts = chainage ? chainage.posts.map((post) => post[1]) : [0, route.length_km];
    return this.t(chainage ? "search.range-counted" : "search.range-measured", { name,
      from: this.number(Math.min(...posts)), to: this.number(Math.max(...posts)) });
  },

  // What stands in brackets where that is short: "TAP".
  shortName(route) {
    const inside = /\(([^)]{2,8})\)/.exec(this.nameOf(route));
    return inside ? inside[1] : this.nameOf(route);
  },
});
