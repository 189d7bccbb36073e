// Brings the page to life: what it has to play with, its figures and its tables.

import { start as contents } from "explore/contents";
import { start as copy } from "explore/copy";
import { start as latents } from "explore/latents";
import { start as mixer } from "explore/mixer";
import { start as own } from "explore/own";
import { start as rank } from "explore/rank";
import { start as sources } from "explore/sources";
import { start as tables } from "explore/tables";
import { start as wide } from "explore/wide";
import { start as zoom } from "explore/zoom";

contents();
copy();
zoom();
sources();
tables();
wide();
for (const [name, start] of Object.entries({ rank, mixer, latents, own })) {
  const form = document.getElementById(`explore-${name}`);
  form?.addEventListener("submit", (event) => event.preventDefault());
  if (form) start(form);
}
