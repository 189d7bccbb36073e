// The basis that all galaxies share: their mean, and vectors times the galaxies' spread along them.

import { data, halves } from "explore/data";

const { mean, vectors, chosen } = data("basis");
const average = halves(mean);
const directions = vectors.map(halves);

// What a picture of the mean's size has of each vector, in standard deviations of the galaxies.
export function coordinates(picture) {
  const rest = average.map((value, at) => picture[at] - value);
  return directions.map((direction) => product(rest, direction) / product(direction, direction));
}

// The mean plus the first vectors, each times its weight.
export function mix(weights) {
  const picture = Float32Array.from(average);
  weights.forEach((weight, vector) => {
    const direction = directions[vector];
    for (let at = 0; at < picture.length; at++) picture[at] += weight * direction[at];
  });
  return picture;
}

function product(one, other) {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at] * other[at];
  return sum;
}

export const side = Math.sqrt(average.length);
export { chosen };
