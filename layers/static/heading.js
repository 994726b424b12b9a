"use strict";

// The head of the page in the language of the view; "as of" is always in sight.
corridorPage.add({
  fillHeading() {
    this.always(["day", "lang"], () => {
      const names = this.data.corridors.map((corridor) => this.nameOf(corridor));
      document.querySelector("h1").textContent = names.join(" · ");
      document.title = names.join(" · ");
      document.querySelector(".skip").textContent = this.t("page.skip");
      document.getElementById("as-of").replaceChildren(
        this.asOfText(this.view.day), " · ",
        this.t(this.view.day === this.data.as_of ? "page.last-known" : "page.as-then"));
    });
  },
});
