"use strict";

// What changed at the day, under the slider: a line, the rest behind "and N more"; and said aloud.
corridorPage.add({
  // Whether all changes of a day show, from day to day.
  allNews: false,

  newsList() {
    const told = this.newsOf(this.view.day).flatMap(({ day, changes }, i) => changes.map(
      (change, j) => [change, j ? null : this.newsDay(day, i > 0)]));
    if (told.length === 0) return [this.el("p", { class: "muted" }, this.t("time.nothing"))];
    const shown = this.allNews ? told : told.slice(0, 1);
    return [this.el("ul", null, shown.map((entry) => this.newsEntry(...entry))), this.moreNews(told.length - 1)];
  },

  // The day of a step, and that it is not that of the view.
  newsDay(day, isOwn) {
    const text = this.dayText(day);
    return this.el("b", null, day === this.view.day || isOwn ? text : this.t("time.last", { day: text }));
  },

  newsEntry(change, day) {
    const { kind, to, pieces } = change;
    const drawn = pieces.filter((piece) => piece.line !== null);
    const text = this.changeText(change);
    const said = [kind === "status" ? this.swatch(to.value, "network", pieces[0].route.corridor.kind) : null, text];
    return this.el("li", null, day, " ",
      drawn.length ? this.showButton(said, text, () => this.seeStretch(drawn)) : this.el("span", null, said),
      " ", this.el("span", { class: "news-more" }, this.el("span", { class: "unbroken" }, this.newsKm(pieces)), " · ", this.source(pieces[0].corridor, to.source)));
  },

  // Measured and published km apart.
  newsKm(pieces) {
    return ["measured", "published"].map((basis) => {
      const km = this.sumKm(pieces.filter((piece) => piece.basis === basis));
      if (km === 0) return null;
      return basis === "measured" ? this.km(km) : `${this.km(km)} ${this.t("basis.published-short")}`;
    }).filter(Boolean).join(" + ") || this.t("card.no-length");
  },

  moreNews(count) {
    if (count < 1) return null;
    const label = this.allNews ? this.t("time.less") : this.t("time.more", { count: this.plain(count) });
    return this.button({ class: "show news-fold", "aria-expanded": this.allNews }, () => {
      this.allNews = !this.allNews;
      this.fillNews();
      document.querySelector(".news-fold").focus();
    }, label);
  },

  fillNews() {
    document.getElementById("news").replaceChildren(...this.newsList().filter(Boolean));
  },

  // The day and its first changes for a screen reader, once the day stands still.
  announceDay() {
    clearTimeout(this.announcing.timer);
    this.announcing.timer = setTimeout(() => {
      document.getElementById("time-said").textContent = this.newsText().join(". ");
    }, 400);
  },

  newsText() {
    const { day } = this.view;
    const news = this.newsOf(day);
    if (news.length === 0) return [this.dayText(day), this.t("time.nothing")];
    const changes = news.flatMap((one) => one.changes);
    return [this.dayText(day),
      news[0].day === day ? null : this.t("time.last", { day: this.dayText(news[0].day) }),
      ...changes.slice(0, 2).map((change) => this.changeText(change)),
      changes.length > 2 ? this.t("time.more", { count: this.plain(changes.length - 2) }) : null].filter(Boolean);
  },

  announcing: { timer: 0 },
});
