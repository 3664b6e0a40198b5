import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** Of two equal keys, readers keep either one or none. */
export const duplicateKey: TextRule = problemRule(
  'yaml/duplicate-key',
  'duplicateKey',
  'No mapping has a key twice.',
);
