"use strict";

// The km axis of the strip, measured or in one of the official counts of the route. A count is
// placed in proportion between its posts; beyond them there is none.
corridorPage.add({
  // 1, 2 or 5 times a power of ten: the least that is so many px wide.
  roundStep(pxPerKm, least = 56) {
    const size = 10 ** Math.floor(Math.log10(least / pxPerKm));
    return [1, 2, 5, 10].map((one) => one * size).find((step) => step * pxPerKm >= least);
  },

  multiples(from, to, step) {
    const first = Math.ceil(from / step - 1e-9);
    const last = Math.floor(to / step + 1e-9);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
  },

  kmAxis() {
    const { scale, length, height } = this.strip;
    const count = this.stripCount();
    const y = height - this.stripRoom.axis;
    const [from, to] = count ? [count.posts[0][0], count.posts[count.posts.length - 1][0]] : [0, length];
    const ticks = count ? this.countedTicks(count) : this.measuredTicks();
    const labels = this.roomyLabels(ticks.map((tick) => ({ ...tick, x: scale(tick.km) })));
    return this.svg("g", { class: "strip-axis" },
      this.svg("line", { x1: scale(from), y1: y, x2: scale(to), y2: y }),
      ticks.map(({ km, isPost }) => this.svg("line", {
        class: isPost ? "post" : null, x1: scale(km), y1: y, x2: scale(km), y2: y + (isPost ? 6 : 4) })),
      labels.map(({ middle, text }) => this.svg(
        "text", { x: middle, y: y + 15, "text-anchor": "middle" }, text)));
  },

  measuredTicks() {
    const { scale, length } = this.strip;
    const step = this.roundStep(scale(1) - scale(0));
    return this.multiples(0, length, step).map((km) => ({ km, text: this.plain(km) }));
  },

  // The posts themselves, the outermost first, and round km between them.
  countedTicks(count) {
    const { scale } = this.strip;
    const [first, last] = [count.posts[0], count.posts[count.posts.length - 1]];
    const [least, most] = [first[1], last[1]].sort((a, b) => a - b);
    const step = this.roundStep((scale(last[0]) - scale(first[0])) / (most - least));
    const text = (counted) => this.figures(0, 1).format(counted);
    const post = ([km, counted]) => ({ km, text: text(counted), isPost: true });
    return [first, last, ...count.posts.slice(1, -1)].map(post).concat(
      this.multiples(least, most, step).map((one) => ({ km: this.measureAt(count, one), text: text(one) })));
  },

  // Labels in the order of their weight, as far as they do not touch.
  roomyLabels(ticks) {
    const taken = [];
    return ticks.flatMap(({ x, text }) => {
      const half = this.textWidth(text) / 2;
      const middle = this.insideStrip(x, half);
      if (taken.some((one) => Math.abs(one.middle - middle) < one.half + half + 10)) return [];
      taken.push({ middle, half });
      return [{ middle, text }];
    });
  },

  // Where the middle of something so many px wide to either side stands, none of it cut off.
  insideStrip(x, half) {
    return Math.min(this.strip.width - half, Math.max(half, x));
  },
});
