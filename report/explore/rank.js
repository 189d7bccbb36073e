// A galaxy from its first singular values, beside wavelets that store as many numbers.

import { drawCurve } from "explore/curve";
import { onceAFrame } from "explore/frame";
import { difference, methods, shortcuts, study } from "explore/galaxy";
import { fixed, integer } from "explore/number";
import { connectPicker } from "explore/picker";
import { drawGrey, drawSigned } from "explore/picture";

export function start(form) {
  const { rank, method } = form.elements;
  const canvases = form.querySelectorAll("canvas");
  let galaxy;
  const redraw = onceAFrame(() => draw(form, canvases, galaxy));
  const choose = (index) => {
    galaxy = study(index);
    galaxy.mark = drawCurve(form.querySelector("svg"), galaxy.svd.singularValues, galaxy.rules);
    rank.max = galaxy.side;
    for (const [name, shortcut] of Object.entries(shortcuts(galaxy))) {
      form.elements[name].value = shortcut;
      form.elements[name].querySelector("span").textContent = shortcut;
    }
    redraw();
  };
  connectPicker(form, choose);
  rank.addEventListener("input", redraw);
  for (const choice of method) choice.addEventListener("change", redraw);
  form.querySelector(".explore-buttons").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    rank.value = button.value;
    redraw();
  });
  choose(form.elements.galaxy.valueAsNumber);
}

function draw(form, [approximation, residual], galaxy) {
  const { elements } = form;
  const rank = elements.rank.valueAsNumber;
  const ways = methods(galaxy, rank);
  for (const [name, { stored, error }] of Object.entries(ways)) {
    elements[`${name}-stored`].value = integer(stored);
    elements[`${name}-error`].value = fixed(error, 4);
  }
  const { stored, error, show } = ways[elements.method.value];
  const picture = show();
  drawGrey(approximation, picture, 255);
  drawSigned(residual, difference(galaxy.picture, picture), galaxy.reach);
  galaxy.mark(rank);
  elements["rank-value"].value = rank;
  elements.reach.value = fixed(galaxy.reach, 1);
  elements.said.value =
    `Galaxy ${galaxy.index} from ${integer(stored)} stored numbers, ` +
    `relative error ${fixed(error, 4)}`;
  approximation.ariaLabel = elements.said.value;
  residual.ariaLabel = `What is then missing of galaxy ${galaxy.index}`;
}
