"use strict";

// Files of what is shown, made in the page: CSV for spreadsheets, GeoJSON for maps.
corridorPage.add({
  downloadMenu() {
    const files = { sections: "sectionsCsv", lines: "sectionsGeojson", countries: "countriesCsv" };
    return this.dropdown("download", this.t("download.title"),
      this.el("p", null, this.t("download.what")),
      Object.entries(files).map(([key, make]) => this.button(
        { id: `download-${key}` }, () => this.save(...this[make]()), this.t(`download.${key}`))),
      this.el("p", { role: "status", id: "download-told", dir: "auto" }));
  },

  get shown() {
    return this.pieces.filter((piece) => this.matches(piece));
  },

  sectionsCsv() {
    return ["sections.csv", "text/csv", this.csv(this.pieceColumns, this.shown)];
  },

  countriesCsv() {
    return ["countries.csv", "text/csv", this.csv(this.countryColumns, this.countryRecords)];
  },

  // As RFC 7946 has it; what must be said of the whole are members of our own.
  sectionsGeojson() {
    const columns = this.pieceColumns;
    const features = this.shown.map((piece) => ({
      type: "Feature",
      properties: Object.fromEntries(columns.map(([name, tell]) => [name, tell(piece) ?? null])),
      geometry: piece.line && { type: "LineString",
        coordinates: piece.line.map(([lat, lon]) => [lon, lat].map((one) => Number(one.toFixed(5)))) },
    }));
    const { title, boundaries, attributions, simplified_degrees } = this.data;
    return ["sections.geojson", "application/geo+json", JSON.stringify({ type: "FeatureCollection",
      title, view_day: this.view.day, boundaries, attributions, simplified_degrees, features })];
  },

  // As RFC 4180 has it, and marked as UTF-8 for Excel.
  csv(columns, records) {
    const rows = [columns.map(([name]) => name),
      ...records.map((record) => columns.map(([, tell]) => tell(record)))];
    return `\ufeff${rows.map((row) => `${row.map((cell) => this.csvCell(cell)).join(",")}\r\n`).join("")}`;
  },

  // Text that a spreadsheet would compute gets an apostrophe in front.
  csvCell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : String(value);
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  },

  save(name, type, text) {
    const file = `${this.corridorsShown()}_${this.view.day}_${name}`;
    this.saveFile(file, new Blob([text], { type }));
    document.getElementById("download-told").textContent = this.t("download.saved", { file });
  },

  // Their ids for the name of a file, or how many they are.
  corridorsShown() {
    const found = [...new Set(this.shown.map((piece) => piece.corridor))];
    const ids = found.length ? found : this.data.corridors.map((one) => one.id);
    return ids.length > 2 ? `${ids.length}-corridors`
      : ids.map((id) => id.replace(/[^\w-]+/g, "-").slice(0, 60)).join("_");
  },
});
