// The mean galaxy plus its first singular vectors, each times a slider.

import { chosen, mix } from "explore/basis";
import { onceAFrame } from "explore/frame";
import { fixed } from "explore/number";
import { drawGrey } from "explore/picture";

export function start(form) {
  const { elements } = form;
  const canvas = form.querySelector("canvas");
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const redraw = onceAFrame(() => {
    const weights = sliders.map((slider) => slider.valueAsNumber);
    drawGrey(canvas, mix(weights), 255);
    const said = weights.map((weight) => fixed(weight, 2));
    said.forEach((weight, vector) => (elements[`vector-${vector}-value`].value = weight));
    canvas.ariaLabel = `The mean galaxy plus the vectors times ${said.join(", ")}`;
  });
  const set = (weights) => {
    sliders.forEach((slider, vector) => (slider.value = weights[vector]));
    redraw();
  };
  for (const slider of sliders) slider.addEventListener("input", redraw);
  elements.mean.addEventListener("click", () => set(sliders.map(() => 0)));
  elements.chosen.addEventListener("click", () => set(chosen));
  elements.random.addEventListener("click", () => set(sliders.map(normal)));
  redraw();
}

// A draw from the normal distribution (Box & Muller 1958).
function normal() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
