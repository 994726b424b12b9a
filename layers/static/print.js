"use strict";

// The page on paper, A4 held sideways: before printing the map takes the shape of the paper and
// what it shows is fitted anew; afterwards all is as it was. The rest is print.css.
corridorPage.add({
  // Room for the map in px of 1/96 inch, beside the legend, above the strip if there is one; and
  // by how much it is drawn smaller than on a screen, since paper is finer.
  paperMap: { width: 790, height: 552, zoom: 0.65 },

  startPrinting(map) {
    let restore = () => {};
    window.addEventListener("beforeprint", () => {
      this.writeForPaper();
      restore = this.layOut(map);
    });
    window.addEventListener("afterprint", () => restore());
  },

  // What only paper says: the filters in words, the name of the strip's route.
  writeForPaper() {
    this.writePaperFoot();
    for (const node of document.querySelectorAll("body > header > .on-paper, .strip-head > .on-paper")) node.remove();
    const only = this.onlyNote();
    if (only) document.querySelector(".masthead").append(only);
    document.querySelector(".strip-head").prepend(
      this.el("strong", { class: "on-paper" }, this.routePath(this.strip.route)));
  },

  onlyNote() {
    const { corridor, country, text } = this.view;
    const what = [corridor && this.nameOf(this.corridors.get(corridor) || { name: corridor }),
      country && this.areaName(country), ...this.statusesAsked.map((word) => this.word("status", word)), text];
    return this.isFiltered() ? this.el("p", { class: "on-paper" }, this.t("output.only",
      { what: what.filter(Boolean).join(" · "), amount: this.amountText() })) : null;
  },

  // Returns what undoes it.
  layOut(map) {
    const [center, was, bounds] = [map.getCenter(), map.getZoom(), map.getBounds()];
    const [{ style }, { zoomSnap }] = [map.getContainer(), map.options];
    const { width, height, zoom } = this.paperMap;
    const legend = 17 * document.querySelectorAll("#legend li").length + 90;
    const room = Math.max(legend, height - this.strip.body.offsetHeight - (this.isFiltered() ? 24 : 0));
    const folded = document.querySelectorAll("#legend:not([open]), #legend details:not([open])");
    Object.assign(style, { width: `${width / zoom}px`, height: `${room / zoom}px` });
    style.setProperty("--paper-zoom", zoom);
    map.options.zoomSnap = 0;
    this.fitPaper(map, bounds);
    folded.forEach((one) => { one.open = true; });
    return () => {
      folded.forEach((one) => { one.open = false; });
      Object.assign(style, { width: "", height: "" });
      map.options.zoomSnap = zoomSnap;
      map.invalidateSize({ pan: false });
      map.setView(center, was, { animate: false });
    };
  },

  // All lines where all were seen, else at least what was seen.
  fitPaper(map, seen) {
    const lines = this.drawn.filter((piece) => this.hits.get(piece.id)._map);
    const all = lines.length ? this.bounds(lines) : seen;
    map.invalidateSize({ pan: false });
    map.fitBounds(seen.contains(all) ? all : seen, { animate: false, padding: [24, 24] });
    this.placeNames(map);
  },

  // Every sheet says what it is of and of which day: style sheets cannot read the page, so a rule
  // is written for them.
  writePaperFoot() {
    const [title, day] = [document.title, document.getElementById("as-of").textContent].map(this.cssText);
    const sheet = [...document.styleSheets].find((one) => [...one.cssRules].some((rule) => rule instanceof CSSPageRule));
    if (this.paperFoot) sheet.deleteRule(sheet.cssRules.length - 1);
    sheet.insertRule(`@page { @bottom-left { content: ${title}; } @bottom-center { content: ${day}; } }`,
      sheet.cssRules.length);
    this.paperFoot = true;
  },

  cssText(text) {
    return `"${text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;
  },
});
