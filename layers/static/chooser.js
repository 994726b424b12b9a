"use strict";

// Where lines of several routes lie under the pointer, it is asked which one is meant.
corridorPage.add({
  choosePiece(event, piece) {
    const under = this.piecesUnder(event);
    if (under.length > 1) this.askWhich(event.latlng, under);
    else this.seePiece(piece, this.kmNear(piece, event.latlng));
  },

  // The nearest piece of each route whose wide line is under the pointer; those that are clearly
  // farther off than the nearest are not meant.
  piecesUnder({ latlng, originalEvent }) {
    const at = this.map.latLngToContainerPoint(latlng);
    const paths = new Set(document.elementsFromPoint(originalEvent.clientX, originalEvent.clientY));
    const found = this.drawn.filter((piece) => paths.has(this.hits.get(piece.id).getElement()))
      .map((piece) => ({ piece, off: this.pixelsOff(piece, latlng, at) }))
      .sort((a, b) => a.off - b.off)
      .filter(({ off }, _, all) => off < all[0].off + 5);
    return found.map(({ piece }) => piece)
      .filter((piece, i, all) => all.findIndex((other) => other.route === piece.route) === i);
  },

  pixelsOff(piece, latlng, at) {
    const foot = this.pointAt(piece, this.kmNear(piece, latlng));
    return this.map.latLngToContainerPoint(foot).distanceTo(at);
  },

  askWhich(latlng, pieces) {
    const choice = (piece) => this.button({ class: "choice" },
      () => this.seePiece(piece, this.kmNear(piece, latlng)),
      this.swatch(this.statusOf(piece), piece.section.quality, piece.route.corridor.kind),
      this.el("span", null, this.el("b", { dir: "auto" }, this.sectionTitle(piece.section)),
        this.el("span", { class: "small", dir: "auto" }, this.nameOf(piece.route))));
    const title = () => this.t("map.several");
    this.showCard({ latlng, pieces, label: title, show: () => null,
      content: () => [this.el("h2", null, title()), pieces.map(choice)] });
    this.dock.querySelector(".choice").focus({ preventScroll: true });
  },
});
