// The trained decoder. A worker of its own runs this module, so that the page never waits for it.
// The first message brings the network, each further one latents; each of those is answered by
// the picture. Activations are ordered by row, column, channel; kernels by tap, input, output.

let network;

onmessage = ({ data }) => {
  if (network) {
    const picture = decode(data);
    postMessage(picture, [picture.buffer]);
  } else {
    network = prepared(data);
  }
};

// The first layer is dense, the last makes the image, and those between double the side.
function prepared({ side, factor, channels, layers: [dense, ...convolutions] }) {
  const sized = convolutions.map((layer, at) => ({
    ...layer,
    inputs: channels[at],
    outputs: channels[at + 1],
  }));
  return { side, factor, dense, doubling: sized.slice(0, -1), last: sized.at(-1) };
}

function decode(latents) {
  let { side } = network;
  let picture = combine(latents, network.dense);
  for (const layer of network.doubling) {
    picture = double(picture, side, layer);
    side *= 2;
  }
  const large = network.factor * side;
  return finish(stretch(picture, side, large, network.last.inputs), large, network.last);
}

function combine(latents, { kernel, bias }) {
  const result = Float32Array.from(bias);
  latents.forEach((latent, row) => {
    const start = row * bias.length;
    for (let at = 0; at < bias.length; at++) result[at] += latent * kernel[start + at];
  });
  return result;
}

// Transposed convolution with 3 x 3 taps and stride 2 to twice the side, then ReLU.
function double(picture, side, { inputs, outputs, kernel, bias }) {
  const large = 2 * side;
  const result = new Float32Array(large * large * outputs);
  for (let at = 0; at < result.length; at += outputs) result.set(bias, at);
  const active = { count: 0, rows: new Int32Array(inputs), values: new Float64Array(inputs) };
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      collectActive(active, picture, (y * side + x) * inputs, outputs);
      for (let tap = 0; tap < 9; tap++) {
        const row = 2 * y + Math.floor(tap / 3);
        const column = 2 * x + (tap % 3);
        if (row === large || column === large) continue; // 'same' cuts the far edge
        const to = (row * large + column) * outputs;
        addProducts(result, to, active, kernel, tap * inputs * outputs, outputs);
      }
    }
  }
  return result.map((value) => Math.max(value, 0));
}

// A ReLU leaves many zeros, which need no products: the values of the others, and their rows.
function collectActive(active, picture, start, outputs) {
  active.count = 0;
  for (let input = 0; input < active.rows.length; input++) {
    const value = picture[start + input];
    if (value === 0) continue;
    active.rows[active.count] = input * outputs;
    active.values[active.count++] = value;
  }
}

// Eight sums at a time stay in registers.
function addProducts(result, to, { count, rows, values }, kernel, from, outputs) {
  for (let output = 0; output < outputs; output += 8) {
    let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let at = 0; at < count; at++) {
      const value = values[at];
      const entry = from + rows[at] + output;
      s0 += value * kernel[entry];
      s1 += value * kernel[entry + 1];
      s2 += value * kernel[entry + 2];
      s3 += value * kernel[entry + 3];
      s4 += value * kernel[entry + 4];
      s5 += value * kernel[entry + 5];
      s6 += value * kernel[entry + 6];
      s7 += value * kernel[entry + 7];
    }
    const start = to + output;
    result[start] += s0;
    result[start + 1] += s1;
    result[start + 2] += s2;
    result[start + 3] += s3;
    result[start + 4] += s4;
    result[start + 5] += s5;
    result[start + 6] += s6;
    result[start + 7] += s7;
  }
}

// Bilinear interpolation between pixels' centres; beyond the outermost centres, their values.
function stretch(picture, side, large, channels) {
  if (large === side) return picture;
  const places = Array.from({ length: large }, (_, at) => {
    const place = Math.min(Math.max(((at + 0.5) * side) / large - 0.5, 0), side - 1);
    const before = Math.floor(place);
    return { before, after: Math.min(before + 1, side - 1), share: place - before };
  });
  const result = new Float32Array(large * large * channels);
  places.forEach((row, y) => {
    places.forEach((column, x) => {
      const start = (y * large + x) * channels;
      const [upperLeft, upperRight, lowerLeft, lowerRight] = [
        [row.before, column.before],
        [row.before, column.after],
        [row.after, column.before],
        [row.after, column.after],
      ].map(([r, c]) => (r * side + c) * channels);
      for (let channel = 0; channel < channels; channel++) {
        const upper = between(picture[upperLeft + channel], picture[upperRight + channel], column.share);
        const lower = between(picture[lowerLeft + channel], picture[lowerRight + channel], column.share);
        result[start + channel] = between(upper, lower, row.share);
      }
    });
  });
  return result;
}

function between(from, to, share) {
  return from + share * (to - from);
}

// Convolution with 3 x 3 taps to one channel, then the logistic function.
function finish(picture, side, { inputs, kernel, bias }) {
  const result = new Float32Array(side * side).fill(bias[0]);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let tap = 0; tap < 9; tap++) {
        const row = y + Math.floor(tap / 3) - 1;
        const column = x + (tap % 3) - 1;
        if (row < 0 || row === side || column < 0 || column === side) continue;
        const start = (row * side + column) * inputs;
        for (let input = 0; input < inputs; input++) {
          result[y * side + x] += picture[start + input] * kernel[tap * inputs + input];
        }
      }
    }
  }
  return result.map((value) => 1 / (1 + Math.exp(-value)));
}
