"use strict";

// The time bar: slider, buttons and play; the day goes into the view, and all follows from there.
corridorPage.add({
  playing: { timer: 0, step: false },

  fillTime(id) {
    this.always(["lang"], () => this.makeTime(document.getElementById(id)));
    this.onChange(["day"], () => {
      if (!this.playing.step) this.stopPlay();
      this.showDay();
      this.fillNews();
      this.announceDay();
    });
    for (const type of ["pointerdown", "keydown", "wheel", "touchstart"]) {
      document.addEventListener(type, (event) => this.stopFor(event), { capture: true, passive: true });
    }
  },

  makeTime(box) {
    this.stopPlay();
    box.replaceChildren(
      this.el("div", { class: "timebar", role: "group", "aria-label": this.t("time.label") },
        this.el("div", { class: "time-buttons" }, this.timeButtons()),
        this.el("output", { id: "time-day", for: "time-slider" }),
        this.el("div", { class: "time-track" }, this.timeSlider(), this.timeAxis())),
      this.el("div", { id: "news", class: "news" }),
      this.el("div", { id: "time-said", class: "unseen", "aria-live": "polite" }));
    this.showDay();
    this.fillNews();
  },

  timeButtons() {
    const to = (step) => () => this.goToDay(step());
    return [
      this.timeButton("first", to(() => this.days[0])),
      this.timeButton("previous", to(() => this.days.findLast((day) => day < this.view.day))),
      this.timeButton("play", () => this.togglePlay()),
      this.timeButton("next", to(() => this.days.find((day) => day > this.view.day))),
      this.timeButton("today", to(() => this.data.as_of)),
    ];
  },

  // Outlines of the marks on the buttons, in a square of 16.
  timeMarks: {
    first: "M3 3h2v10H3zM13 3v10L6 8z", previous: "M11 3v10L4 8z", play: "M4 2.5v11L13 8z",
    pause: "M4 3h3v10H4zM9 3h3v10H9z", next: "M5 3v10l7-5z", today: "M11 3h2v10h-2zM3 3v10l7-5z",
  },

  timeButton(name, action) {
    return this.button({ class: "time-button", id: `time-${name}` }, action,
      this.svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
        this.svg("path", { d: this.timeMarks[name] })));
  },

  timeSlider() {
    const slider = this.el("input", { type: "range", id: "time-slider", min: 0, step: 1,
      max: this.days.length - 1, "aria-label": this.t("time.day") });
    slider.addEventListener("input", () => this.slideTo(this.days[slider.value]));
    slider.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.togglePlay();
    });
    return slider;
  },

  // While the slider is dragged the map follows ten times a second at most.
  slideTo(day) {
    document.getElementById("time-day").textContent = this.asOfText(day);
    clearTimeout(this.sliding.timer);
    const wait = Math.max(0, 100 - (Date.now() - this.sliding.last));
    this.sliding.timer = setTimeout(() => {
      this.sliding.last = Date.now();
      this.change({ day }, { replace: true });
    }, wait);
  },

  sliding: { timer: 0, last: 0 },

  goToDay(day, options) {
    clearTimeout(this.sliding.timer);
    if (day !== undefined) this.change({ day }, options);
  },

  // What the bar says of the day of the view.
  showDay() {
    const { day } = this.view;
    const slider = document.getElementById("time-slider");
    slider.value = this.stepAt(day);
    slider.setAttribute("aria-valuetext", this.dayText(day));
    document.getElementById("time-day").textContent = this.asOfText(day);
    for (const name of ["first", "previous"]) this.setButton(name, day > this.days[0]);
    for (const name of ["next", "today"]) this.setButton(name, day < this.data.as_of);
    this.namePlay();
  },

  // A button that leads nowhere is not disabled, so that it keeps the focus.
  setButton(name, isOn) {
    const button = document.getElementById(`time-${name}`);
    const title = this.t(`time.${name}`, { date: this.date(this.data.as_of) });
    button.setAttribute("aria-disabled", !isOn);
    button.setAttribute("aria-label", title);
    button.title = title;
  },

  namePlay() {
    const name = this.playing.timer ? "pause" : "play";
    const button = document.getElementById("time-play");
    button.setAttribute("aria-label", this.t(`time.${name}`));
    button.title = this.t(`time.${name}`);
    button.querySelector("path").setAttribute("d", this.timeMarks[name]);
  },

  togglePlay() {
    if (this.playing.timer) this.stopPlay();
    else this.startPlay();
  },

  // Back leads to where it began; from the last day it begins anew.
  startPlay() {
    this.playing.timer = setInterval(() => this.playStep({ replace: true }), 1000);
    if (this.view.day >= this.data.as_of) this.playTo(this.days[0], {});
    else this.playStep({});
    this.namePlay();
  },

  playStep(options) {
    if (document.hidden) return;
    this.playTo(this.days.find((day) => day > this.view.day), options);
    if (this.view.day >= this.data.as_of) this.stopPlay();
  },

  playTo(day, options) {
    this.playing.step = true;
    this.goToDay(day, options);
    this.playing.step = false;
  },

  stopPlay() {
    clearInterval(this.playing.timer);
    this.playing.timer = 0;
    if (document.getElementById("time-play")) this.namePlay();
  },

  // Whatever a reader does ends it; play itself, and space on the slider, begin and end it.
  stopFor(event) {
    const target = event.target instanceof Element ? event.target : document.body;
    const isPlay = target.closest("#time-play") !== null && event.key !== "Tab";
    const isSpace = target.id === "time-slider" && event.key === " ";
    if (this.playing.timer && !isPlay && !isSpace) this.stopPlay();
  },
});
