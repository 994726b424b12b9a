"use strict";

// What can be seen on a card, and how it is asked for: pieces at a km, sections, places, borders.
corridorPage.add({
  // Of what the view names: {latlng or null, pieces, label(), content(), show()}; null if nothing.
  seen() {
    const [, what, rest] = /^(\w+):(.+)$/s.exec(this.view.see) || [];
    const finders = { piece: "pieceSeen", section: "sectionSeen", place: "placeSeen", border: "borderSeen" };
    return Object.hasOwn(finders, what) ? this[finders[what]](rest) : null;
  },

  // "corridor/route/km" as [key of the route, km]; km is NaN where it is no number.
  routeAndKm(rest) {
    const at = rest.lastIndexOf("/");
    return [rest.slice(0, Math.max(0, at)), /^\d+(\.\d+)?$/.test(rest.slice(at + 1)) ? Number(rest.slice(at + 1)) : NaN];
  },

  pieceSeen(rest) {
    const [key, km] = this.routeAndKm(rest);
    const piece = this.pieceAt(key, km);
    return piece && { latlng: L.latLng(this.pointAt(piece, km)), pieces: [piece], show: () => this.showRoute(key),
      label: () => this.sectionTitle(piece.section), content: () => this.card(piece, km) };
  },

  // A section: the card of its longest piece.
  sectionSeen(id) {
    const pieces = this.pieces.filter((piece) => `${piece.corridor}/${piece.section.id}` === id);
    if (pieces.length === 0) return null;
    const longest = this.longest(pieces);
    const km = longest.line && this.middleKm(longest);
    return { latlng: longest.line && L.latLng(this.pointAt(longest, km)), pieces,
      show: () => longest.line && this.showRoute(longest.route.key),
      label: () => this.sectionTitle(longest.section), content: () => this.card(longest, km) };
  },

  longest(pieces) {
    return pieces.reduce((a, b) => (b.length_km > a.length_km ? b : a));
  },

  middleKm(piece) {
    return (piece.from_km + piece.to_km) / 2;
  },

  // A step in the history, and the point comes in sight.
  see(changes, zoom) {
    if (changes.see === this.view.see) this.openSeen();
    this.change(changes);
    if (this.dock.hidden) return;
    this.cardShown.show();
    this.focusCard();
    this.keepClear(this.cardShown.latlng, zoom);
  },

  seePiece(piece, km = this.middleKm(piece), zoom = 0) {
    if (piece.line === null) return this.seeSection(piece.section);
    const metre = Math.min(0.001, (piece.to_km - piece.from_km) / 2);
    const at = Math.min(piece.to_km - metre, Math.max(piece.from_km + metre, km));
    this.see({ see: `piece:${piece.route.key}/${Number(at.toFixed(3))}`, route: piece.route.key }, zoom);
  },

  // From a table: look at all pieces of a stretch, and open the card of the longest.
  seeStretch(pieces) {
    this.seePiece(this.longest(pieces));
    this.hold(pieces);
    if (pieces[0].line) this.fitClear(pieces);
  },

  seeSection(section) {
    this.see({ see: `section:${section.corridor}/${section.id}`, route: section.of.key });
    const pieces = this.drawn.filter((piece) => piece.section === section);
    if (pieces.length > 0) this.fitClear(pieces);
  },

  seePlace(place) {
    this.see({ see: `place:${place.corridor}/${place.id}` }, 6);
  },

  seeBorder(crossing) {
    this.see({ see: `border:${crossing.route.key}/${crossing.km.toFixed(3)}`, route: crossing.route.key }, 6);
  },

  showRoute(key) {
    this.showLayers([key], true);
  },

  showPoints(corridor, kind) {
    this.showLayers([`${corridor.id}//${kind}`], true);
  },
});
