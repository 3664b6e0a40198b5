/** Returns the string that Argo makes of a parameter's value; undefined for lists and objects, which it reads as an empty string. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  const text = String(value);
  return text.includes('e+') ? BigInt(value).toString() : text;
}
