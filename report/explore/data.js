// What the report's cells have put into the page: JSON, with arrays as base64.

export function data(name) {
  return JSON.parse(document.getElementById(`explore-data-${name}`).textContent);
}

export function bytes(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

// Numbers at half precision (IEEE 754 binary16, little-endian).
export function halves(base64) {
  return Float32Array.from(new Uint16Array(bytes(base64).buffer), half);
}

function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
