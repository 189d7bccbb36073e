// Optimal hard thresholds of square matrices (Gavish & Donoho 2014).

import { data } from "explore/data";

const { knownNoise, unknownNoise } = data("settings").coefficients;

// Thresholds, and how many singular values exceed them, from the median and from known noise.
// Values that are nothing but rounding count as zero.
export function thresholds(all, noise) {
  const rounding = all[0] * all.length * Number.EPSILON;
  const singularValues = all.map((value) => (value > rounding ? value : 0));
  const known = knownNoise * Math.sqrt(singularValues.length) * noise;
  const unknown = unknownNoise * median(singularValues);
  return { known: rule(singularValues, known), unknown: rule(singularValues, unknown) };
}

function rule(singularValues, threshold) {
  return { threshold, kept: singularValues.filter((value) => value > threshold).length };
}

// Of values in descending order.
function median(values) {
  const middle = values.length / 2;
  return (values[Math.ceil(middle) - 1] + values[Math.floor(middle)]) / 2;
}
