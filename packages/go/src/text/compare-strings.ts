/**
 * Compares two texts in Go's order, that of their UTF-8 bytes, and so of their code points.
 *
 * @returns a number below, equal to or above zero, as `sort` takes it
 */
export function compareStrings(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates belong to code points above all others, but their code units are not the highest. */
function rank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit < 0xe000 ? codeUnit + 0x2000 : codeUnit - 0x800;
}
