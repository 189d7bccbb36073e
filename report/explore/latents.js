// Four sliders that drive the trained decoder.

import { data } from "explore/data";
import { decoder } from "explore/decoding";
import { drawHistogram } from "explore/histogram";
import { fixed } from "explore/number";
import { connectPicker } from "explore/picker";
import { drawGrey } from "explore/picture";
import { count, first, pixels } from "explore/sheet";

const { codes } = data("galaxies");

export function start(form) {
  const { elements } = form;
  const [decoded, original] = form.querySelectorAll("canvas");
  const decode = decoder();
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const marks = sliders.map((slider, latent) => prepare(slider, latent));
  const redraw = () => {
    const latents = sliders.map((slider) => slider.valueAsNumber);
    const said = latents.map((value) => fixed(value, 2));
    latents.forEach((value, latent) => {
      marks[latent](value);
      elements[`latent-${latent}-value`].value = said[latent];
    });
    decoded.ariaLabel = `The decoder's picture for ${said.join(", ")}`;
    decode(latents, (picture) => drawGrey(decoded, picture, 1));
  };
  const set = (latents) => {
    latents.forEach((value, latent) => (sliders[latent].value = value));
    redraw();
  };
  const choose = (index) => {
    drawGrey(original, pixels(index), 255);
    original.ariaLabel = `Galaxy ${index} as it is`;
    elements.shown.value = index;
    set(codes[index - first]);
  };
  const pick = connectPicker(form, choose);
  for (const slider of sliders) slider.addEventListener("input", redraw);
  elements.real.addEventListener("click", () => pick(anyGalaxy()));
  elements.zero.addEventListener("click", () => set(sliders.map(() => 0)));
  elements.random.addEventListener("click", () =>
    set(sliders.map((_, latent) => codes[anyGalaxy() - first][latent])),
  );
  choose(elements.galaxy.valueAsNumber);
}

// Lets a slider and its histogram span what the galaxies take, and zero.
function prepare(slider, latent) {
  const values = codes.map((code) => code[latent]);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  slider.min = low;
  slider.max = high;
  return drawHistogram(slider.parentElement.querySelector("svg"), values, low, high);
}

function anyGalaxy() {
  return first + Math.floor(Math.random() * count);
}
