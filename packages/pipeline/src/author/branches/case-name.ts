import { claimIn } from '../../ir/claim-in.ts';
import { toKebabCase } from '../tracing/names.ts';

const LETTERS = /[a-zA-Z]/;

/** Returns the name of a case for its key, which may be any text, and adds it to the set of names. */
export function caseName(key: string, used: Set<string>): string {
  const words = key.replace(/^-(?=\d)/, 'minus-');
  // Names start with a letter, and may only have letters, digits and dashes.
  return claimIn(used, toKebabCase(LETTERS.test(words.charAt(0)) ? words : `case-${words}`));
}
