"use strict";

// Lines as layers/encoding.py writes them: letters of base 64url, steps from vertex to vertex.
corridorPage.add({
  letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",

  // Code of a letter -> its six bits.
  get bits() {
    const bits = new Uint8Array(128);
    [...this.letters].forEach((letter, i) => { bits[letter.charCodeAt(0)] = i; });
    return this.keep("bits", bits);
  },

  // Latitudes and longitudes in turn.
  degrees(text, perDegree) {
    const { bits } = this;
    const degrees = [];
    let [lon, lat, isLat, value, shift] = [0, 0, false, 0, 0];
    for (let i = 0; i < text.length; i += 1) {
      const six = bits[text.charCodeAt(i)];
      value |= (six & 31) << shift;
      shift += 5;
      if (six > 31) continue;
      const step = (value >>> 1) ^ -(value & 1);
      if (isLat) degrees.push((lat += step) / perDegree, lon / perDegree);
      else lon += step;
      isLat = !isLat;
      value = 0;
      shift = 0;
    }
    return degrees;
  },

  // [[lat, lon], …], as Leaflet has them.
  decode(text, perDegree) {
    return this.pairs(this.degrees(text, perDegree));
  },

  pairs(degrees) {
    return Array.from({ length: degrees.length / 2 }, (_, i) => [degrees[2 * i], degrees[2 * i + 1]]);
  },
});
