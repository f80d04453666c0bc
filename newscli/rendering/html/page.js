"use strict";

// The filters: marks of quotes that are not asked for are taken off, the words stay.
for (const form of document.querySelectorAll("form.filters")) {
  const article = form.closest("article");
  const status = form.querySelector("output");
  const marks = [...article.querySelectorAll("mark")];
  const filter = () => {
    const speaker = form.elements.speaker.value;
    const all = new Set();
    const shown = new Set();
    for (const mark of marks) {
      const { quote, kind } = mark.dataset;
      const isShown = form.elements[kind].checked && (!speaker || mark.dataset.speaker === speaker);
      mark.classList.toggle("off", !isShown);
      all.add(quote);
      if (isShown) shown.add(quote);
    }
    for (const button of article.querySelectorAll(".who")) button.hidden = !shown.has(button.dataset.for);
    status.textContent = `${shown.size} of ${all.size} quotes`;
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}

// The card of a quote opens under the pointer, at a tap and by its button, beside the words.
const place = (card, rectangle) => {
  card.style.margin = "0";
  const left = Math.min(rectangle.left, innerWidth - card.offsetWidth - 12);
  const below = rectangle.bottom + 6;
  const top = below + card.offsetHeight < innerHeight ? below : rectangle.top - card.offsetHeight - 6;
  card.style.left = `${Math.max(6, left)}px`;
  card.style.top = `${Math.max(6, top)}px`;
};
const open = (mark) => {
  const card = document.getElementById(mark.dataset.quote);
  if (mark.classList.contains("off") || !card.showPopover || card.matches(":popover-open")) return;
  card.showPopover();
  place(card, mark.getBoundingClientRect());
};
let timer;
document.addEventListener("pointerover", (event) => {
  clearTimeout(timer);
  const mark = event.target.closest("mark");
  if (mark && event.pointerType === "mouse") timer = setTimeout(open, 250, mark);
  else if (event.pointerType === "mouse" && !event.target.closest(".card, .who")) {
    timer = setTimeout(() => document.querySelector(".card:popover-open")?.hidePopover(), 250);
  }
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark) open(mark);
});
for (const card of document.querySelectorAll(".card")) {
  card.addEventListener("toggle", (event) => {
    const button = document.querySelector(`.who[data-for="${card.id}"]`);
    if (event.newState === "open" && button && document.activeElement === button) {
      place(card, button.getBoundingClientRect());
    }
  });
}
