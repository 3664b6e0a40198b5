const longest = 80;

/** Returns a value as text for an error message: JSON where it can be, cut when it is long; never throws. */
export function shortText(value: unknown): string {
  const text =
    attempt(() => (typeof value === 'number' ? String(value) : JSON.stringify(value))) ??
    // Cycles and bigint have no JSON text; their own text says enough.
    attempt(() => String(value)) ??
    'a value without text';
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text;
}

function attempt(textOf: () => string | undefined): string | undefined {
  try {
    return textOf();
  } catch {
    return undefined;
  }
}
