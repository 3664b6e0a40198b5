/** Returns a function that returns the text of the document that a line is in; and builds each text only once. */
export function documentTexts(text: string): (line: number) => string {
  const lines = text.split('\n');
  const starts = lines.flatMap((one, index) => (index === 0 || /^---(?:\s|$)/.test(one) ? [index] : []));
  const texts = new Map<number, string>();
  return (line) => {
    const at = lastAtMost(starts, Math.min(line, lines.length) - 1);
    const known = texts.get(at);
    if (known !== undefined) return known;
    const found = lines.slice(starts[at], starts[at + 1]).join('\n');
    texts.set(at, found);
    return found;
  };
}

/** Returns the index of the last number that does not exceed the limit; the numbers are sorted. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
