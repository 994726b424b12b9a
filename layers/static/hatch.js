"use strict";

// The hatch that says "stale, long not heard of": one pattern for lines, bars and samples.
// In HTML the class `hatched` does the same.
corridorPage.add({
  // Paint for strokes and fills of any SVG of the page; its pattern is made when first asked for.
  get hatch() {
    document.body.append(this.svg(
      "svg", { class: "hatch-source", width: 0, height: 0, "aria-hidden": "true" },
      this.svg("defs", null, this.svg(
        "pattern",
        { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        this.svg("path", { class: "hatch-line", d: "M1 0V5" })))));
    return this.keep("hatch", "url(#hatch)");
  },

  // The sample of a line whose status is stale.
  hatchedSwatch(statusWord, qualityWord, kind) {
    const sample = this.swatch(statusWord, qualityWord, kind);
    const hatch = this.svg("line", { class: "hatch", stroke: this.hatch, x1: 2, y1: 8.51, x2: 34, y2: 8.5 });
    sample.insertBefore(hatch, sample.querySelector(".casing"));
    return sample;
  },
});
