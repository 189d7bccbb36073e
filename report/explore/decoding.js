// The trained decoder, asked from the page and at work beside it.

import { data, halves } from "explore/data";

// A function that has latents decoded; while a picture is being made only the latest wait.
export function decoder(show) {
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
