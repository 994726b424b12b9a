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
      see: "",        // what the card shows: piece:corridor/route/km, place:corridor/id, border:corridor/route/km
      corridor: "",   // filters: a corridor, statuses, a country, words; empty: all
      status: "",
      country: "",
      text: "",
      off: "",        // layers that do not show
    };
  },

  view: {},

  listeners: [],

  startView() {
    this.defaults = this.viewDefaults();
    this.view = this.readAddress();
    this.applyLanguage();
    window.addEventListener("popstate", () => this.follow());
    window.addEventListener("hashchange", () => this.follow());
  },

  readAddress() {
    const given = new URLSearchParams(window.location.hash.slice(1));
    const view = { ...this.defaults };
    for (const key of Object.keys(view)) {
      if (given.has(key)) view[key] = given.get(key);
    }
    if (!/^\d{4}-\d\d-\d\d$/.test(view.day) || view.day > this.defaults.day) view.day = this.defaults.day;
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
    Object.assign(this.view, changes);
    this.writeAddress(replace);
    this.tell(keys);
  },

  // A page inside another one may have no address of its own.
  writeAddress(replace) {
    try {
      window.history[replace ? "replaceState" : "pushState"](null, "", this.address());
    } catch {
      this.hasNoAddress = true;
    }
  },

  // The address was changed, by hand or by going back.
  follow() {
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
