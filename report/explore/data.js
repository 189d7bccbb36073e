// What the report's cells have put into the page: JSON, with arrays as base64.

const parsed = new Map();

export function data(name) {
  if (!parsed.has(name)) {
    parsed.set(name, JSON.parse(document.getElementById(`explore-data-${name}`).textContent));
  }
  return parsed.get(name);
}

export function bytes(base64) {
  const characters = atob(base64);
  const result = new Uint8Array(characters.length);
  for (let at = 0; at < result.length; at++) result[at] = characters.charCodeAt(at);
  return result;
}

// Numbers at half precision (IEEE 754 binary16, little-endian).
export function halves(base64) {
  return Float32Array.from(new Uint16Array(bytes(base64).buffer), half);
}

const units = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25));

function half(bits) {
  const exponent = (bits >> 10) & 0x1f;
  const digits = (bits & 0x3ff) | (exponent === 0 ? 0 : 0x400); // subnormals have no leading one
  return (bits & 0x8000 ? -digits : digits) * units[exponent];
}
