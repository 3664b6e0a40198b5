import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';

const PLACEHOLDERS = new RegExp(`${CHECK_PLACEHOLDER}\\d+`, 'g');
const SIMPLE_TAG = /\{\{([^={}][^{}]*)\}\}/g;

/** Returns the value of a variable, `UNKNOWN_VALUE` if it is known only at run time, or undefined if there is no such variable. */
export type FindValue = (name: string) => string | typeof UNKNOWN_VALUE | undefined;

/** The value of variables that are known only at run time. */
export const UNKNOWN_VALUE: unique symbol = Symbol('unknown value');

/** Replaces the tags of a text as Argo does before it checks a template. */
export type FillTags = (text: string) => string;

/**
 * Returns a function that replaces simple tags: known variables with their values, others with a placeholder, one per variable. Tags
 * without a variable stay, and so do expressions.
 */
export function createFillTags(findValue: FindValue): FillTags {
  const indexes = new Map<string, number>();
  const placeholder = (name: string): string => {
    const index = indexes.get(name) ?? indexes.size;
    indexes.set(name, index);
    return `${CHECK_PLACEHOLDER}${index}`;
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

/** Tells whether part of a text with replaced tags is known only at run time. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(CHECK_PLACEHOLDER);
}

/** Returns a text with replaced tags, with a letter in place of each value that is known only at run time. */
export function withoutPlaceholders(text: string): string {
  return text.replace(PLACEHOLDERS, 'x');
}
