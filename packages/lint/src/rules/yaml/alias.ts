import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** Small documents can expand to gigabytes. */
export const yamlAlias: TextRule = problemRule(
  'yaml/alias',
  'alias',
  'Every alias has an anchor, and aliases do not inflate the document.',
);
