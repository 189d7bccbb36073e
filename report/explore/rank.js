// A galaxy from its first singular values, beside wavelets that store as many numbers.

import { drawCurve } from "explore/curve";
import { data, halves } from "explore/data";
import { onceAFrame } from "explore/frame";
import { fixed, integer } from "explore/number";
import { connectPicker } from "explore/picker";
import { drawGrey, drawSigned } from "explore/picture";
import { pixels } from "explore/sheet";
import { decompose, rebuild, truncationErrors } from "explore/svd";
import { thresholds } from "explore/threshold";
import {
  averagesErrors,
  byModulus,
  invert,
  keepAverages,
  keepLargest,
  transform,
} from "explore/wavelet";

const chosen = data("chosen");
const { noise } = data("galaxies");
const REACH = 0.995; // share of the residual's pixels that its scale has to hold

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

// The chosen galaxy comes decomposed at full size, any other is decomposed here.
function study(index) {
  const svd =
    index === chosen.index
      ? {
          left: halves(chosen.left),
          singularValues: chosen.singularValues,
          right: halves(chosen.right),
        }
      : decompose(pixels(index));
  const side = svd.singularValues.length;
  const picture = rebuild(svd, side);
  const { pyramid, levels } = transform(picture);
  return {
    index,
    side,
    svd,
    picture,
    pyramid,
    levels,
    errors: truncationErrors(svd.singularValues),
    averagesErrors: averagesErrors(pyramid, levels),
    coefficients: byModulus(pyramid),
    rules: thresholds(svd.singularValues, index === chosen.index ? chosen.noise : noise[index]),
    reach: reach(difference(picture, rebuild(svd, Math.floor(side / 16)))),
  };
}

function shortcuts({ side, rules }) {
  const { known, unknown } = rules;
  return {
    sixteenth: Math.floor(side / 16),
    quarter: Math.floor(side / 4),
    known: Math.max(known.kept, 1),
    unknown: Math.max(unknown.kept, 1),
  };
}

function difference(picture, other) {
  return picture.map((value, at) => value - other[at]);
}

function reach(residual) {
  const moduli = residual.map(Math.abs).sort();
  return moduli[Math.floor(REACH * (moduli.length - 1))] || 1;
}

// The three ways to spend as many numbers as a rank stores: what they store, lose and show.
function methods(galaxy, rank) {
  const { side, svd, picture, pyramid, levels, errors, averagesErrors, coefficients } = galaxy;
  const budget = rank * (2 * side + 1);
  const count = Math.min(budget, picture.length);
  let level = 0;
  while (level < levels && picture.length / 4 ** level > budget) level++;
  const averages = (side >> level) ** 2;
  return {
    svd: { stored: budget, error: errors[rank], show: () => rebuild(svd, rank) },
    averages: {
      stored: averages,
      error: averagesErrors[level],
      show: () => invert(keepAverages(pyramid, level), levels),
    },
    largest: {
      stored: count,
      error: coefficients.errors[count],
      show: () => invert(keepLargest(pyramid, coefficients.moduli[count - 1]), levels),
    },
  };
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
