import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** Parsers disagree about which of the two values counts, and some reject the document. */
export const duplicateKey: TextRule = problemRule(
  'yaml/duplicate-key',
  'duplicateKey',
  'No mapping has a key twice.',
);
