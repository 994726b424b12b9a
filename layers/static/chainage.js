"use strict";

// Official kilometres of a route: read off posts, in proportion between them, nothing beyond the
// outermost; as corridors/calibration.py does it.
corridorPage.add({
  // Kilometres come with six decimals: one this far beyond the outermost post is at that post.
  kmRounding: 1e-6,

  // The km of a chainage at a measured km; null outside of it.
  chainageAt(chainage, measured) {
    return this.readOff(measured, chainage.posts);
  },

  // The measured km at a km of a chainage, which may fall along the line; null outside of it.
  measureAt(chainage, km) {
    const turned = chainage.posts.map(([measured, counted]) => [counted, measured]);
    return this.readOff(km, turned[0][0] <= turned[turned.length - 1][0] ? turned : turned.reverse());
  },

  // Of pairs whose first number grows, the second number at a first one.
  readOff(km, pairs) {
    const next = pairs.findIndex(([given]) => km <= given + this.kmRounding);
    if (next < 0 || km < pairs[0][0] - this.kmRounding) return null;
    if (next === 0) return pairs[0][1];
    const [[a, from], [b, to]] = [pairs[next - 1], pairs[next]];
    return from + ((to - from) * (Math.min(km, b) - a)) / (b - a);
  },

  // The chainages that cover a measured km of a route: [{chainage, km}].
  chainagesAt(route, measured) {
    return route.chainages
      .map((chainage) => ({ chainage, km: this.chainageAt(chainage, measured) }))
      .filter((one) => one.km !== null);
  },

  // Length between two measured km by the first chainage that has both; null without one.
  calibratedKm(route, from, to) {
    const both = route.chainages
      .map((chainage) => [this.chainageAt(chainage, from), this.chainageAt(chainage, to)])
      .find((ends) => !ends.includes(null));
    return both ? Math.abs(both[1] - both[0]) : null;
  },
});
