// Choosing a galaxy: a number field, and a sheet of thumbnails that opens on demand.

import { count, first, thumbnail } from "explore/sheet";

// Calls `choose(index)` when another galaxy is picked; gives a function that picks one.
export function connectPicker(form, choose) {
  const field = form.elements.galaxy;
  const details = form.querySelector(".explore-thumbnails");
  const sheet = details.lastElementChild;
  let shown = field.valueAsNumber;
  const take = (index) => {
    shown = index;
    mark(sheet, shown);
    choose(shown);
  };
  const pick = (index) => {
    field.value = index;
    take(index);
  };
  field.addEventListener("input", () => {
    if (field.value !== "" && field.validity.valid) take(field.valueAsNumber);
  });
  field.addEventListener("change", () => field.reportValidity());
  details.addEventListener("toggle", () => fill(sheet, pick, shown), { once: true });
  return pick;
}

function fill(sheet, pick, shown) {
  const buttons = Array.from({ length: count }, (_, tile) => button(first + tile, pick));
  sheet.append(...buttons);
  mark(sheet, shown);
  sheet.scrollTop = buttons[shown - first].offsetTop - sheet.offsetTop;
  sheet.addEventListener("keydown", (event) => walk(event, buttons));
}

function button(index, pick) {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.title = `galaxy ${index}`;
  element.setAttribute("aria-label", `galaxy ${index}`);
  element.append(thumbnail(index));
  element.addEventListener("click", () => pick(index));
  return element;
}

// The galaxy that is shown is the one that the tabulator key reaches.
function mark(sheet, shown) {
  [...sheet.children].forEach((one, tile) => {
    one.tabIndex = first + tile === shown ? 0 : -1;
    one.setAttribute("aria-pressed", first + tile === shown);
  });
}

// The sheet is one stop of the tabulator key; arrow keys walk within it.
function walk(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const columns = buttons.filter((button) => button.offsetTop === buttons[0].offsetTop).length;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const ends = { Home: 0, End: buttons.length - 1 };
  const next = buttons[ends[event.key] ?? at + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  buttons[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
