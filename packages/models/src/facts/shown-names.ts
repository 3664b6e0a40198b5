/** An item in the name of an iteration, such as `(0:\"a\")`, which other parts of the name may follow. */
const ITEM = /\((\d+):((?:\\.|[^\\])*?)\)(?=[.[(]|$)/gs;

/**
 * Returns the display name of a node for people: with the original item of an iteration. Argo escapes items in names, and pipelines loop over items
 * that are JSON themselves.
 *
 * @example
 * ```ts
 * shownLabel('price(0:\\"order-1\\")'); // => price(0:order-1)
 * ```
 */
export function shownLabel(label: string): string {
  const [, before = '', item = ''] = /^(.*?\(\d+:)(.*)\)$/s.exec(label) ?? [];
  return before === '' ? label : `${before}${shownItem(item)})`;
}

/** Returns the name of a node for people: with the original items of all iterations that it is in. */
export function shownName(name: string): string {
  return name.replaceAll(ITEM, (_, index: string, item: string) => `(${index}:${shownItem(item)})`);
}

function shownItem(item: string): string {
  const written = parseText(`"${item}"`) ?? item;
  return parseText(written) ?? written;
}

function parseText(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // no JSON, so it stays as it is
  }
}
