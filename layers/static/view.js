"use strict";

// What is looked at, and only here: the address has all of it, so it can be mailed and gone back to.
corridorPage.add({
  // Key of the view -> its value where the address does not name it; the order is that of the address.
  viewDefaults() {
    return {
      map: "",        // zoom/lat/lon; empty: all corridors
      day: this.data.as_of,
      lang: document.documentElement.dataset.lang || "en",
      tab: "countries",
      route: "",      // corridor/route of the strip; empty: the first main route
      count: "",      // chainage whose km the strip's axis shows; empty: measured
      strip: "",      // "folded" where the strip is put away
      see: "",        // what the card shows: piece:corridor/route/km, section:corridor/id,
                      // place:corridor/id, border:corridor/route/km
      corridor: "",   // filters: a corridor, statuses, a country, words; empty: all
      status: "",
      country: "",
      text: "",
      sort: "",       // how tables are sorted: sections:-km,countries:name; empty: along the route
      off: "",        // layers that do not show
    };
  },

  // What an address may say; anything else is as if it said nothing.
  viewRules() {
    return {
      map: (text) => this.isPosition(text),
      day: (text) => this.isDay(text) && text <= this.defaults.day,
      lang: (text) => Object.hasOwn(this.words, text),
      tab: (text) => Object.hasOwn(this.tabs, text),
      route: (text) => this.routes.has(text),
      strip: (text) => text === "folded",
      corridor: (text) => this.corridors.has(text),
      status: (text) => text.split(",").every((word) => this.style.statuses.has(word)),
      country: (text) => Object.hasOwn(this.data.areas, text),
    };
  },

  isPosition(text) {
    const [zoom, lat, lon, ...more] = text.split("/").map((one) => (one.trim() ? Number(one) : NaN));
    return more.length === 0 && zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 360;
  },

  isDay(text) {
    return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
  },

  view: {},

  listeners: [],

  startView() {
    this.defaults = this.viewDefaults();
    this.view = this.readAddress();
    if (window.location.hash && window.location.hash !== this.address()) this.writeAddress(true);
    this.applyLanguage();
    window.addEventListener("popstate", () => this.follow());
    window.addEventListener("hashchange", () => this.follow());
    window.addEventListener("pagehide", () => this.writeWaiting());
  },

  readAddress() {
    const given = new URLSearchParams(window.location.hash.slice(1));
    const view = { ...this.defaults };
    const rules = this.viewRules();
    for (const key of Object.keys(view)) {
      const text = given.get(key);
      if (text && (!rules[key] || rules[key](text))) view[key] = text;
    }
    return view;
  },

  address(view = this.view) {
    const told = Object.entries(view).filter(([key, value]) => value !== this.defaults[key]);
    const text = new URLSearchParams(told).toString();
    return `#${text.replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%2C/g, ",")}`;
  },

  // Change the view; `replace` leaves no step to go back to.
  change(changes, { replace = false } = {}) {
    const keys = Object.keys(changes).filter((key) => changes[key] !== this.view[key]);
    if (keys.length === 0) return;
    if (!replace) this.writeWaiting();
    Object.assign(this.view, changes);
    if (replace) this.replaceAddress();
    else this.writeAddress(false);
    this.tell(keys);
  },

  waiting: 0,

  lastWritten: 0,

  // Browsers refuse addresses that change too often: one at once, the next a moment later.
  replaceAddress() {
    if (this.waiting) return;
    const pause = this.lastWritten + 250 - Date.now();
    if (pause <= 0) this.writeAddress(true);
    else this.waiting = setTimeout(() => this.writeWaiting(), pause);
  },

  // What still waits to be written belongs to the step that is being left.
  writeWaiting() {
    if (!this.waiting) return;
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.writeAddress(true);
  },

  // A page inside another one may have no address of its own.
  writeAddress(replace) {
    this.lastWritten = Date.now();
    try {
      window.history[replace ? "replaceState" : "pushState"](null, "", this.address());
    } catch {
      this.hasNoAddress = true;
    }
  },

  // The address was changed, by hand or by going back; a link to a part of the page changes no view.
  follow() {
    const fragment = window.location.hash.slice(1);
    if (fragment && document.getElementById(fragment)) {
      this.writeAddress(true);
      return;
    }
    clearTimeout(this.waiting);
    this.waiting = 0;
    const asked = this.readAddress();
    const keys = Object.keys(asked).filter((key) => asked[key] !== this.view[key]);
    this.view = asked;
    if (keys.length > 0) this.tell(keys);
  },

  // Call `action` whenever one of these keys of the view changes, in the order of registration.
  onChange(keys, action) {
    this.listeners.push({ keys, action });
  },

  tell(keys) {
    if (keys.includes("lang")) this.applyLanguage();
    for (const { keys: wanted, action } of this.listeners) {
      if (wanted.some((key) => keys.includes(key))) action(keys);
    }
  },
});
