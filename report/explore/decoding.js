// The trained decoder, asked from the page and at work beside it.

import { bytes, data, halves } from "explore/data";

// A function that has latents decoded; while a picture is being made only the latest wait.
export function decoder(show) {
  const worker = new Worker(import.meta.resolve("explore/decoder"), { type: "module" });
  const { layers, ...network } = data("decoder");
  let busy = false;
  let waiting;
  const send = (latents) => {
    busy = true;
    waiting = undefined;
    worker.postMessage(latents);
  };
  worker.postMessage({ ...network, layers: layers.map(numbers) });
  worker.addEventListener("message", ({ data: picture }) => {
    show(picture);
    busy = false;
    if (waiting) send(waiting);
  });
  return (latents) => (busy ? (waiting = latents) : send(latents));
}

// A layer's kernel is whole numbers, in units of its outputs.
function numbers({ kernel, units, bias }) {
  const unit = halves(units);
  const steps = new Int8Array(bytes(kernel).buffer);
  return {
    kernel: Float32Array.from(steps, (step, at) => step * unit[at % unit.length]),
    bias: halves(bias),
  };
}
