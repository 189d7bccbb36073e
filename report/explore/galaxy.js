// One galaxy: its decompositions, what each way of storing it loses, and its thresholds.

import { data, halves } from "explore/data";
import { first, pixels } from "explore/sheet";
import { decompose, rebuild } from "explore/svd";
import { tailErrors } from "explore/tail";
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

// The chosen galaxy comes decomposed at full size, any other is decomposed here.
export function study(index) {
  const svd = index === chosen.index ? decomposed() : decompose(pixels(index));
  const picture = rebuild(svd, svd.singularValues.length);
  return { index, ...examine(picture, svd, index === chosen.index ? chosen.noise : noise[index - first]) };
}

// The chosen galaxy's decomposition, as it comes with the page.
export function decomposed() {
  const { left, singularValues, right } = chosen;
  return { left: halves(left), singularValues, right: halves(right) };
}

// A picture whose decomposition and noise are known.
export function examine(picture, svd, noise) {
  const side = svd.singularValues.length;
  const { pyramid, levels } = transform(picture);
  return {
    side,
    svd,
    picture,
    pyramid,
    levels,
    errors: tailErrors(svd.singularValues), // of truncation (Eckart & Young 1936)
    averagesErrors: averagesErrors(pyramid, levels),
    coefficients: byModulus(pyramid),
    rules: thresholds(svd.singularValues, noise),
    reach: reach(difference(picture, rebuild(svd, Math.floor(side / 16)))),
  };
}

// The ranks that the report speaks of.
export function shortcuts({ side, rules }) {
  const { known, unknown } = rules;
  return {
    sixteenth: Math.floor(side / 16),
    quarter: Math.floor(side / 4),
    known: Math.max(known.kept, 1),
    unknown: Math.max(unknown.kept, 1),
  };
}

export function difference(picture, other) {
  return picture.map((value, at) => value - other[at]);
}

function reach(residual) {
  const moduli = residual.map(Math.abs).sort();
  return moduli[Math.floor(REACH * (moduli.length - 1))] || 1;
}

// The three ways to spend as many numbers as a rank stores: what they store, lose and show.
export function methods(galaxy, rank) {
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
