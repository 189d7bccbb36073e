// Brings to life what the document has of these.

import { start as latents } from "explore/latents";
import { start as mixer } from "explore/mixer";
import { start as rank } from "explore/rank";

for (const [name, start] of Object.entries({ rank, mixer, latents })) {
  const form = document.getElementById(`explore-${name}`);
  form?.addEventListener("submit", (event) => event.preventDefault());
  if (form) start(form);
}
