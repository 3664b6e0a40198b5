/** Tells whether a text matches a pattern of JSON Schema. */
export function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}
