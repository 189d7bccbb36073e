// The trained encoder: a picture to its latents. Activations are ordered by row, column, channel;
// kernels by tap, input, output.

import { data, halves } from "explore/data";
import { blockAverages } from "explore/resample";

const { side, channels, latents, weights } = data("encoder");
const all = halves(weights);

// The latents of a picture, 0 to 255, which the network sees averaged to its own side.
export function encode(picture) {
  let small = side;
  let maps = blockAverages(picture, small).map((value) => value / 255);
  let at = 0;
  const take = (count) => all.subarray(at, (at += count));
  for (let layer = 1; layer < channels.length; layer++) {
    const [inputs, outputs] = channels.slice(layer - 1);
    maps = halve(maps, small, inputs, outputs, take(9 * inputs * outputs), take(outputs));
    small /= 2;
  }
  const kernel = take(maps.length * latents);
  return Array.from(take(latents), (bias, latent) =>
    maps.reduce((sum, value, row) => sum + value * kernel[row * latents + latent], bias),
  );
}

// Convolution with 3 x 3 taps and stride 2 to half the side, then ReLU. Beyond the right and the
// lower edge there are zeros, as 'same' has it.
function halve(maps, side, inputs, outputs, kernel, bias) {
  const small = side / 2;
  const result = new Float64Array(small * small * outputs);
  for (let pixel = 0; pixel < small * small; pixel++) {
    const sums = result.subarray(pixel * outputs, (pixel + 1) * outputs);
    sums.set(bias);
    for (let tap = 0; tap < 9; tap++) {
      const row = 2 * Math.floor(pixel / small) + Math.floor(tap / 3);
      const column = 2 * (pixel % small) + (tap % 3);
      if (row === side || column === side) continue;
      const from = (row * side + column) * inputs;
      for (let input = 0; input < inputs; input++) {
        addMultiple(sums, maps[from + input], kernel, (tap * inputs + input) * outputs);
      }
    }
  }
  return result.map((value) => Math.max(value, 0));
}

function addMultiple(sums, value, kernel, start) {
  if (value === 0) return; // a ReLU leaves many zeros
  for (let at = 0; at < sums.length; at++) sums[at] += value * kernel[start + at];
}
