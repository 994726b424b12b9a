"use strict";

// A row of a table and its line find each other: each marks the other when pointed at or chosen.
corridorPage.add({
  // {row, pieces, see}: what each row of the tables stands for.
  links: [],

  startLinks() {
    this.onPoint((pieces) => this.markPointed(pieces));
    this.onChange(["see"], () => {
      this.markRows();
      this.revealRow();
    });
  },

  linkRow(pieces, row) {
    this.links.push({ row, pieces: new Set(pieces) });
    const point = (event) => row.contains(event.relatedTarget) || this.point(pieces);
    const leave = (event) => row.contains(event.relatedTarget) || this.point([]);
    row.addEventListener("mouseenter", point);
    row.addEventListener("mouseleave", leave);
    row.addEventListener("focusin", point);
    row.addEventListener("focusout", leave);
    return row;
  },

  // A row that stands for what the view may name as seen.
  linkSeen(see, row) {
    this.links.push({ row, pieces: new Set(), see });
    return row;
  },

  markPointed(pieces) {
    for (const { row, pieces: own } of this.links) {
      row.classList.toggle("pointed", pieces.some((piece) => own.has(piece)));
    }
  },

  // Mark the rows of what is seen; rows that are gone are forgotten.
  markRows() {
    this.links = this.links.filter(({ row }) => row.isConnected);
    const seen = (this.seen() || { pieces: [] }).pieces;
    for (const { row, pieces, see } of this.links) {
      if (see ? see === this.view.see : seen.some((piece) => pieces.has(piece))) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  },

  // Scroll the panel, never the page, until the marked row of the open tab is in sight.
  revealRow() {
    const panel = document.getElementById("panel");
    const row = panel.querySelector("[role=tabpanel]:not([hidden]) [aria-current]");
    const box = row && row.getBoundingClientRect();
    if (!box || box.height === 0) return;
    const room = panel.getBoundingClientRect();
    const top = room.top + panel.querySelector(".stuck").offsetHeight;
    if (box.top >= top && box.bottom <= room.bottom) return;
    panel.scrollTop += box.top - top - Math.max(0, (room.bottom - top - box.height) / 3);
  },

  // Look at all of some pieces, of any routes.
  seeAll(pieces) {
    for (const piece of pieces) this.showRoute(piece.route.key);
    this.change({ see: "" });
    this.fit(this.map, pieces);
    this.map.getContainer().scrollIntoView({ block: "nearest" });
    this.hold(pieces);
  },
});
