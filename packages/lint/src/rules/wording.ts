/** Returns a text with a capital letter at its beginning, as messages begin. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns values as a choice: `a, b or c`. */
export function anyOf(values: readonly string[]): string {
  return joined(values, 'or');
}

/** Returns values as a whole: `a, b and c`. */
export function allOf(values: readonly string[]): string {
  return joined(values, 'and');
}

function joined(values: readonly string[], word: string): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Returns a text in double quotes, as messages name fields and the names that users give. */
export function quoted(text: string): string {
  return `"${text}"`;
}
