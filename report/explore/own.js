// A reader's own image, or a galaxy of the set, through everything that the report does to one.

import { coordinates, mix, side as small } from "explore/basis";
import { data } from "explore/data";
import { decoder } from "explore/decoding";
import { encode } from "explore/encoder";
import { read } from "explore/file";
import { onceAFrame } from "explore/frame";
import { decomposed, examine } from "explore/galaxy";
import { borderNoise } from "explore/noise";
import { fixed, integer } from "explore/number";
import { connectPicker } from "explore/picker";
import { drawGrey } from "explore/picture";
import { blockAverages, resampleRows, transposed } from "explore/resample";
import { pixels } from "explore/sheet";
import { decomposing, rebuild } from "explore/svd";
import { invert, keepAverages } from "explore/wavelet";

const { index: chosen, singularValues, noise } = data("chosen");
const { side } = data("settings");
const large = singularValues.length; // the side that is decomposed
const BREATH = 30; // milliseconds of work between which the page can do something else

export function start(form) {
  const { elements } = form;
  const cards = Object.fromEntries(
    [...form.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]),
  );
  const shown = { turn: 0 };
  const decode = decoder();
  const drawn = {
    levels: onceAFrame(() => drawWavelet(cards.wavelet, shown.galaxy, elements.level.valueAsNumber)),
    ranks: onceAFrame(() => drawBasis(cards.basis, shown, elements.rank?.valueAsNumber ?? 0)),
  };
  elements.level.addEventListener("input", drawn.levels);
  elements.rank?.addEventListener("input", drawn.ranks);

  // Shows a picture of 0 to 255; what takes long comes last, unless another picture has come first.
  async function show(said, picture, known) {
    const turn = ++shown.turn;
    shown.file = undefined;
    form.ariaBusy = true;
    elements.refused.value = "";
    elements.said.value = said;
    const averaged = sized(picture, small);
    const latents = encode(averaged);
    shown.averaged = averaged;
    shown.coordinates = coordinates(averaged);
    draw(cards.averaged, averaged, 255);
    elements.latents.value = listed(latents);
    const decoded = new Promise((done) => {
      decode(latents, (made) => done(drawDecoded(cards.decoded, averaged, made)));
    });
    drawn.ranks();
    draw(cards.original, picture, 255);
    const svd = known?.svd ?? (await patiently(decomposing(picture), () => turn !== shown.turn));
    if (!svd) return;
    shown.galaxy = examine(picture, svd, known?.noise ?? borderNoise(picture));
    elements.level.max = shown.galaxy.levels;
    drawn.levels();
    drawThreshold(cards.known, shown.galaxy, shown.galaxy.rules.known);
    drawThreshold(cards.unknown, shown.galaxy, shown.galaxy.rules.unknown);
    await decoded;
    if (turn === shown.turn) form.ariaBusy = false;
  }

  // Of several files, or of a file and a galaxy of the set, what came last is shown.
  async function take(file) {
    shown.file = file;
    try {
      const found = await open(file);
      if (shown.file === file) show(...found);
    } catch (error) {
      elements.refused.value = error.message;
    }
  }

  elements.file.addEventListener("change", () => {
    if (elements.file.files.length) take(elements.file.files[0]);
  });
  listenForDrops(form, take);
  connectPicker(form, (index) => show(...ofTheSet(index)));
  show(...ofTheSet(elements.galaxy.valueAsNumber));
}

// A file dropped anywhere on the page is taken, and the page goes to where it is shown.
function listenForDrops(form, take) {
  const holdsFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.scrollIntoView();
    take(event.dataTransfer.files[0]);
  });
}

// What is said of a file, and its picture as large as what is decomposed.
async function open(file) {
  const { pixels: picture, width, height, middle } = await read(file, side);
  const cut = width === height ? "" : `, of which the middle ${times(middle, middle)}`;
  const scaled = middle === large ? "" : `, scaled to ${times(large, large)}`;
  return [`${file.name}: ${times(width, height)} pixels${cut}${scaled}`, sized(picture, large)];
}

// The chosen galaxy has come at full size, of the others there are averages.
function ofTheSet(index) {
  if (index === chosen) {
    const svd = decomposed();
    return [`Galaxy ${index}: ${times(large, large)} pixels`, rebuild(svd, large), { svd, noise }];
  }
  const picture = Float64Array.from(pixels(index));
  const tile = Math.sqrt(picture.length);
  return [`Galaxy ${index}: averages to ${times(tile, tile)} pixels, as the page has them`, picture];
}

function times(width, height) {
  return `${integer(width)} × ${integer(height)}`;
}

// Averages over blocks where there are such, interpolated values where the picture is too small.
function sized(picture, to) {
  const from = Math.sqrt(picture.length);
  if (from % to === 0) return blockAverages(picture, to);
  const columns = transposed(resampleRows(picture, from, to), to);
  return transposed(resampleRows(columns, from, to), to);
}

// The result of work in steps, none if it is given up.
async function patiently(work, givenUp) {
  for (let since = performance.now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < BREATH) continue;
    await new Promise((done) => setTimeout(done));
    if (givenUp()) return undefined;
    since = performance.now();
  }
}

function drawWavelet(card, galaxy, level) {
  if (!galaxy) return; // still at work
  const shown = Math.min(level, galaxy.levels);
  draw(card, invert(keepAverages(galaxy.pyramid, shown), galaxy.levels), 255);
  const all = galaxy.picture.length;
  tell(card, `level ${shown}: ${kept(all / 4 ** shown, all)}`, galaxy.averagesErrors[shown]);
}

function drawThreshold(card, galaxy, { kept: rank, threshold }) {
  draw(card, rebuild(galaxy.svd, rank), 255);
  const said = `τ = ${fixed(threshold, 1)}: ${kept(rank, galaxy.side)} singular values`;
  tell(card, said, galaxy.errors[rank]);
}

function drawBasis(card, { averaged, coordinates: all }, rank) {
  const weights = all.slice(0, rank);
  const picture = mix(weights);
  draw(card, picture, 255);
  tell(card, `the mean and ${rank} of ${all.length} vectors`, relativeError(averaged, picture));
  card.querySelector("[name=coordinates]").value = listed(weights);
}

function drawDecoded(card, averaged, picture) {
  draw(card, picture, 1);
  const brightened = picture.map((value) => 255 * value);
  tell(card, "", relativeError(averaged, brightened));
}

function draw(card, picture, top) {
  drawGrey(card.querySelector("canvas"), picture, top);
}

function tell(card, said, error) {
  if (said) card.querySelector("[name$=kept]").value = said;
  card.querySelector("[name$=error]").value = fixed(error, 4);
}

function kept(count, all) {
  return `${integer(count)} of ${integer(all)}`;
}

function listed(values) {
  return values.map((value) => fixed(value, 2)).join(", ") || "none";
}

function relativeError(picture, other) {
  let missed = 0;
  let power = 0;
  for (let at = 0; at < picture.length; at++) {
    missed += (picture[at] - other[at]) ** 2;
    power += picture[at] ** 2;
  }
  return Math.sqrt(missed / power);
}
