import type { TextRule } from '../text-rule.ts';
import { problemRule } from './problem-rule.ts';

/** Manifests become JSON, which has no infinity. */
export const yamlNumber: TextRule = problemRule('yaml/number', 'number', 'JSON can represent every number.');
