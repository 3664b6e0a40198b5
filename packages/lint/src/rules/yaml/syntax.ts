import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** A document that cannot be parsed has no place for other rules to look at. */
export const yamlSyntax: TextRule = problemRule('yaml/syntax', 'syntax', 'The text is YAML.');
