"use strict";

// Which pieces are asked for: by corridor, status, country and words; tables and map follow.
corridorPage.add({
  filterKeys: ["corridor", "status", "country", "text"],

  isFiltered() {
    return this.filterKeys.some((key) => this.view[key] !== "");
  },

  matches(piece) {
    const { corridor, status, country, text } = this.view;
    return (!corridor || piece.corridor === corridor) &&
      (!status || status.split(",").includes(this.status(this.statusOf(piece)).word)) &&
      (!country || piece.area === country) &&
      (!text || this.saysAll(piece, text));
  },

  // Whether all words occur in what the piece is called, in any case.
  saysAll(piece, text) {
    const said = [this.sectionTitle(piece.section), this.nameOf(piece.route), this.areaName(piece.area),
      this.word("status", this.statusOf(piece))].join(" ").toLocaleLowerCase(this.language);
    return text.toLocaleLowerCase(this.language).split(/\s+/).every((word) => said.includes(word));
  },
});
