// Four sliders that drive the trained decoder.

import { data, halves } from "explore/data";
import { drawHistogram } from "explore/histogram";
import { fixed } from "explore/number";
import { connectPicker } from "explore/picker";
import { drawGrey } from "explore/picture";
import { count, first, pixels } from "explore/sheet";

const { codes } = data("galaxies");

export function start(form) {
  const { elements } = form;
  const [decoded, original] = form.querySelectorAll("canvas");
  const decode = decoder((picture) => drawGrey(decoded, picture, 1));
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
    decode(latents);
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

// A function that has latents decoded; while a picture is being made only the latest wait.
function decoder(show) {
  const worker = new Worker(import.meta.resolve("explore/decoder"), { type: "module" });
  const { weights, ...network } = data("decoder");
  let busy = false;
  let waiting;
  const send = (latents) => {
    busy = true;
    waiting = undefined;
    worker.postMessage(latents);
  };
  worker.postMessage({ ...network, weights: halves(weights) });
  worker.addEventListener("message", ({ data: picture }) => {
    show(picture);
    busy = false;
    if (waiting) send(waiting);
  });
  return (latents) => (busy ? (waiting = latents) : send(latents));
}
