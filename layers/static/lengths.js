"use strict";

// The small tables of a card: kilometres in each count, and lengths measured, published and
// calibrated, which stand beside each other and never mix.
corridorPage.add({
  smallTable(caption, heads, rows) {
    return this.table("small-table", caption,
      heads.map((text, i) => [text, i ? "num" : null]),
      this.el("tbody", null, rows.map(([name, ...cells]) => this.el("tr", null,
        this.el("th", { scope: "row" }, name),
        cells.map((cell) => this.el("td", { class: "num" }, this.number(cell)))))));
  },

  // From, to and the spot that was pointed at: measured, and in each chainage that covers any of them.
  kmBlock(piece, km) {
    if (piece.line === null) return null;
    return this.smallTable(this.t("card.kms"),
      [this.t("card.count"), this.t("card.here"), this.t("card.from"), this.t("card.to")],
      this.kmRows(piece.route, [km, piece.from_km, piece.to_km]));
  },

  kmRows(route, kms) {
    const counted = route.chainages.map((chainage) => [this.nameOf(chainage),
      ...kms.map((km) => this.chainageAt(chainage, km))]);
    return [[this.t("basis.measured"), ...kms],
      ...counted.filter(([, ...cells]) => cells.some((cell) => cell !== null))];
  },

  lengthBlock(piece) {
    return this.smallTable(this.t("card.lengths"),
      [this.t("card.stretch"), this.t("card.head-measured"), this.t("card.head-published"), this.t("card.head-calibrated")],
      this.lengthRows(piece));
  },

  // The piece, its section, the section's part in each country that a source tells, and longer
  // stretches of the route of which a source tells the length.
  lengthRows(piece) {
    const { section } = piece;
    const parts = this.drawn.filter((one) => one.section === section);
    const [from, to] = [parts[0], parts[parts.length - 1]].map((one, i) => one && (i ? one.to_km : one.from_km));
    const used = section.published.filter((one) => one.used);
    const own = used.find((one) => !one.country);
    const isWhole = parts.length < 2;
    const rows = [[this.t(isWhole ? "card.whole" : "card.section"), section.measured_km,
      own ? own.length_km : null, this.calibratedKm(piece.route, from, to)]];
    if (!isWhole) {
      rows.unshift([this.t("card.piece"), piece.length_km, null,
        this.calibratedKm(piece.route, piece.from_km, piece.to_km)]);
    }
    return [...rows, ...used.filter((one) => one.country).map((one) => this.countryLength(parts, one)),
      ...this.stretchLengths(piece)];
  },

  // The part of a section in a country, on land or at sea where the source tells them apart.
  countryLength(parts, claim) {
    const measured = parts.filter((one) => this.isOf(claim, one));
    const km = measured.length ? measured.reduce((sum, one) => sum + one.length_km, 0) : null;
    return [this.t("card.part-in", { area: this.areaName(claim.country) }), km, claim.length_km, null];
  },

  // Whether a published length counts a piece, by its country and by whether that is on land.
  isOf({ country, zone }, piece) {
    return (!country || country === piece.country) && (!zone || (zone === "land") === (piece.zone === "land"));
  },

  stretchLengths(piece) {
    const at = new Map(piece.route.stops);
    const inside = (claim, one) => at.get(claim.from) <= one.from_km && one.to_km <= at.get(claim.to);
    return piece.route.published
      .filter((claim) => claim.used && inside(claim, piece) && this.isOf(claim, piece))
      .map((claim) => {
        if (claim.country) {
          return this.countryLength(this.piecesOf(piece.route.key).filter((one) => inside(claim, one)), claim);
        }
        const [from, to] = [at.get(claim.from), at.get(claim.to)];
        const name = to - from > piece.route.length_km - 0.001 ? this.t("card.whole-route")
          : this.sectionTitle({ corridor: piece.corridor, ...claim });
        return [name, to - from, claim.length_km, this.calibratedKm(piece.route, from, to)];
      });
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
});
