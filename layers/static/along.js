"use strict";

// Kilometres along a piece's drawn line: in proportion to its measured length, which the
// simplified line falls short of.
corridorPage.add({
  // Share of the line, 0 to 1, at each vertex; distances as on a sphere, kept for the next time.
  sharesOf(piece) {
    if (!piece.shares) {
      const steps = piece.line.map((point, i) => (i ? this.distance(piece.line[i - 1], point) : 0));
      let sum = 0;
      const sums = steps.map((step) => (sum += step));
      piece.shares = sums.map((value) => value / (sum || 1));
    }
    return piece.shares;
  },

  distance(from, to) {
    return L.CRS.Earth.distance(L.latLng(from), L.latLng(to));
  },

  // [lat, lon] at a km of the route that lies on the piece.
  pointAt(piece, km) {
    const shares = this.sharesOf(piece);
    const share = (km - piece.from_km) / (piece.to_km - piece.from_km || 1);
    const next = Math.max(1, shares.findIndex((one) => one >= share));
    const [a, b] = [piece.line[next - 1], piece.line[next]];
    const part = (share - shares[next - 1]) / (shares[next] - shares[next - 1] || 1);
    return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
  },

  // The km of the route that is nearest to a point of the map.
  kmNear(piece, latlng) {
    const shares = this.sharesOf(piece);
    const scale = Math.cos((latlng.lat * Math.PI) / 180);
    const flat = ([lat, lon]) => L.point((lon - latlng.lng) * scale, lat - latlng.lat);
    const points = piece.line.map(flat);
    let best = { off: Infinity, share: 0 };
    for (let i = 1; i < points.length; i += 1) {
      const foot = L.LineUtil.closestPointOnSegment(L.point(0, 0), points[i - 1], points[i]);
      const off = foot.x ** 2 + foot.y ** 2;
      if (off >= best.off) continue;
      const whole = points[i - 1].distanceTo(points[i]) || 1;
      const part = points[i - 1].distanceTo(foot) / whole;
      best = { off, share: shares[i - 1] + (shares[i] - shares[i - 1]) * part };
    }
    return piece.from_km + best.share * (piece.to_km - piece.from_km);
  },

  // Cut a line down to km of its piece, for a stretch that is shorter than the piece.
  lineBetween(piece, from, to) {
    const shares = this.sharesOf(piece);
    const kms = shares.map((share) => piece.from_km + share * (piece.to_km - piece.from_km));
    const inner = piece.line.filter((_, i) => kms[i] > from && kms[i] < to);
    return [this.pointAt(piece, from), ...inner, this.pointAt(piece, to)];
  },
});
