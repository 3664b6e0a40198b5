const longest = 80;

/** Returns a value as text for an error message: JSON where it can be, cut when it is long. */
export function shortText(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  } catch {
    // Cycles and bigint have no JSON text; their own text says enough.
  }
  text ??= String(value);
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text;
}
