// The trained decoder, asked from the page and at work beside it.

import { bytes, data, halves } from "explore/data";

// A function that has latents decoded and the picture shown; while one is being made only the latest
// wait.
export function decoder() {
  const worker = new Worker(import.meta.resolve("explore/decoder"), { type: "module" });
  const { layers, ...network } = data("decoder");
  let made;
  let waiting;
  const send = (job) => {
    made = job;
    waiting = undefined;
    worker.postMessage(job.latents);
  };
  worker.postMessage({ ...network, layers: layers.map(numbers) });
  worker.addEventListener("message", ({ data: picture }) => {
    made.show(picture);
    made = undefined;
    if (waiting) send(waiting);
  });
  return (latents, show) => {
    waiting = { latents, show };
    if (!made) send(waiting);
  };
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
