/** What Argo's own check puts where only the running workflow knows the value. */
const PLACEHOLDER = '__argo__internal__placeholder-';
const PLACEHOLDERS = new RegExp(`${PLACEHOLDER}\\d+`, 'g');
const SIMPLE_TAG = /\{\{([^={}][^{}]*)\}\}/g;

/** The value of a variable; `unknown` where only the running workflow knows it; undefined where there is no such variable. */
export type FindValue = (name: string) => string | typeof UNKNOWN_VALUE | undefined;

/** Stands for a value that only the running workflow knows. */
export const UNKNOWN_VALUE: unique symbol = Symbol('unknown value');

/** Replaces the tags of a text as Argo does before it checks a template. */
export type FillTags = (text: string) => string;

/**
 * Returns a function that replaces simple tags: known variables by their values, others by a placeholder, one per variable. Tags without
 * a variable and expressions stay.
 */
export function createFillTags(findValue: FindValue): FillTags {
  const indexes = new Map<string, number>();
  const placeholder = (name: string): string => {
    const index = indexes.get(name) ?? indexes.size;
    indexes.set(name, index);
    return `${PLACEHOLDER}${index}`;
  };
  return (text) =>
    text.includes('{{')
      ? text.replace(SIMPLE_TAG, (tag, inner: string) => {
          const name = inner.trim();
          const value = findValue(name);
          return value === UNKNOWN_VALUE ? placeholder(name) : (value ?? tag);
        })
      : text;
}

/** Tells whether part of a filled text is known only to the running workflow. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(PLACEHOLDER);
}

/** Returns a filled text with a letter for each value that only the running workflow knows. */
export function withoutPlaceholders(text: string): string {
  return text.replace(PLACEHOLDERS, 'x');
}
