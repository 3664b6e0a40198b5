import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** JSON has only strings as keys. */
export const yamlKey: TextRule = problemRule('yaml/key', 'key', 'Keys are strings, numbers or booleans.');
