import { SCALAR_STYLE, type ScalarLayout, type ScalarStyle } from 'js-yaml';

const INVISIBLE = /[\t\x7F-\xA0\u2028\u2029\uFEFF\uFFFE\uFFFF]/;
/** Matches characters that break lines only in YAML 1.1, or that some reader drops. */
const UNSAFE_IN_BLOCK = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/;
/** Readers of the libyaml family reject a tab where they expect indentation. */
const STARTS_WITH_TAB = /^[\n ]*\t/;
const BLANK = /^\s*$/;
/** Matches the markers that start and end documents. */
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * Returns the style of a string: plain if all readers agree on it, a literal block for several lines, quotes otherwise.
 */
export function chooseScalarStyle(layout: ScalarLayout): void {
  const { value } = layout.node;
  if (value.includes('\n') && !layout.isKey) {
    layout.style = survivesAsBlock(value, layout) ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.DOUBLE_QUOTED;
  } else if (!isAllowed(layout, SCALAR_STYLE.PLAIN) || INVISIBLE.test(value) || MARKER.test(value)) {
    const isSingle =
      isAllowed(layout, SCALAR_STYLE.SINGLE_QUOTED) && !INVISIBLE.test(value) && !value.includes('\n');
    layout.style = isSingle ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED;
  }
}

function survivesAsBlock(value: string, layout: ScalarLayout): boolean {
  return (
    isAllowed(layout, SCALAR_STYLE.LITERAL_BLOCK) &&
    !UNSAFE_IN_BLOCK.test(value) &&
    !STARTS_WITH_TAB.test(value) &&
    !BLANK.test(value)
  );
}

function isAllowed(layout: ScalarLayout, style: ScalarStyle): boolean {
  return (layout.allowedStylesMask & (1 << style)) !== 0;
}
