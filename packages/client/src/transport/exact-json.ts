/** `JSON.parse` and `JSON.rawJSON` of newer JavaScript engines, which the types of ES2024 do not have yet. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}

/** Only integers with so many digits can differ from the number that JavaScript makes of them. */
const LONG_INTEGER = /\d{16}/;

/** Tells whether a text may have numbers that JavaScript cannot hold. */
export function mayHaveLongNumbers(text: string): boolean {
  return LONG_INTEGER.test(text);
}

/**
 * Returns the value of a JSON text. Integers that JavaScript would round become objects that `JSON.stringify` writes as they were, so that an
 * object can be read and written back without a change.
 */
export function parseExactJson(text: string): unknown {
  if (!mayHaveLongNumbers(text)) return JSON.parse(text);
  const exact = JSON as unknown as ExactJson; // as Node.js has it since version 22
  return exact.parse(text, (_, value, { source }) =>
    typeof value === 'number' &&
    source !== undefined &&
    /^-?\d{16,}$/.test(source) &&
    String(value) !== source
      ? exact.rawJSON(source)
      : value,
  );
}
