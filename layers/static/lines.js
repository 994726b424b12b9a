"use strict";

// Lines as layers/encoding.py writes them: letters of base 64url, steps from vertex to vertex.
corridorPage.add({
  letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",

  // [[lat, lon], …], as Leaflet has them.
  decode(text, perDegree) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (const steps = this.steps(text); ;) {
      const { value: east, done } = steps.next();
      if (done) return line;
      lon += east;
      lat += steps.next().value;
      line.push([lat / perDegree, lon / perDegree]);
    }
  },

  * steps(text) {
    let value = 0;
    let shift = 0;
    for (const letter of text) {
      const bits = this.letters.indexOf(letter);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) {
        yield (value >>> 1) ^ -(value & 1);
        value = 0;
        shift = 0;
      }
    }
  },
});
