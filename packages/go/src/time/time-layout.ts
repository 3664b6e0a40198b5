/** A part of a Go time layout: a field, named by its text in the reference time `Mon Jan 2 15:04:05 2006 MST`, or other text. */
export type LayoutPart = { readonly text: string } | { readonly field: string };

// Longest first: the first alternative that fits wins.
const PATTERN =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|-07:00:00|-07:00|-070000|-0700|-07|Z07:00:00|Z07:00|Z070000|Z0700|Z07|__2|002|01|02|03|04|05|06|15|PM|pm|_2006|_2|[.,]0+(?!\d)|[.,]9+(?!\d)|1|2|3|4|5/g;

const cache = new Map<string, readonly LayoutPart[]>();

/** Splits a layout into its fields and the text between them. */
export function splitLayout(layout: string): readonly LayoutPart[] {
  const known = cache.get(layout);
  if (known !== undefined) return known;
  const parts: LayoutPart[] = [];
  let at = 0;
  for (const match of layout.matchAll(PATTERN)) {
    if (match[0] === '_2006') {
      parts.push({ text: `${layout.slice(at, match.index)}_` }, { field: '2006' });
    } else {
      if (match.index > at) parts.push({ text: layout.slice(at, match.index) });
      parts.push({ field: match[0] });
    }
    at = match.index + match[0].length;
  }
  if (at < layout.length) parts.push({ text: layout.slice(at) });
  if (cache.size > 200) cache.clear();
  cache.set(layout, parts);
  return parts;
}

/** The months as layouts spell them. */
export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
/** The days of the week from Sunday on, as layouts spell them. */
export const dayNames: readonly string[] = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(
  ' ',
);
