"use strict";

// Tables in another order than along the route; the address has by which column.
corridorPage.add({
  // {key, down} of a table; no key: along the route.
  sortOf(table) {
    const asked = this.view.sort.split(",").find((one) => one.startsWith(`${table}:`)) || "";
    const key = asked.slice(table.length + 1);
    return { key: key.replace(/^-/, ""), down: key.startsWith("-") };
  },

  sortBy(table, key, down) {
    const others = this.view.sort.split(",").filter((one) => one && !one.startsWith(`${table}:`));
    const own = key ? [`${table}:${down ? "-" : ""}${key}`] : [];
    this.change({ sort: [...others, ...own].join(",") });
  },

  // Rows by what `values` says of the key; what is not known comes last either way.
  sorted(table, rows, values) {
    const { key, down } = this.sortOf(table);
    if (!Object.hasOwn(values, key)) return rows;
    const known = rows.map((row) => [values[key](row), row]);
    const order = (a, b) => (down ? -1 : 1) * (typeof a === "string" ? this.compareText(a, b) : a - b);
    return known.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : order(a, b)))
      .map(([, row]) => row);
  },

  // A press sorts the way that is useful first, the next the other way, the third along the route.
  nextSort(table, { key, down = false }) {
    const now = this.sortOf(table);
    if (now.key !== key) return [key, down];
    return now.down === down ? [key, !down] : ["", false];
  },

  sortHead(table, head) {
    const { key, down } = this.sortOf(table);
    const order = key === head.key ? (down ? "descending" : "ascending") : null;
    return this.el("th", { scope: "col", class: head.class, "aria-sort": order },
      this.button({ class: "sort", "data-keep": `${table} ${head.key} ${head.of}` },
        () => this.sortBy(table, ...this.nextSort(table, head)), head.text));
  },
});
