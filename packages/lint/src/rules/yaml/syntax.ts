import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** Other rules cannot check a document that cannot be parsed. */
export const yamlSyntax: TextRule = problemRule('yaml/syntax', 'syntax', 'The text is valid YAML.');
