import type { Rule } from '../rule.ts';
import { outputGlobalName } from './global-name.ts';
import { outputParameterSource } from './parameter-source.ts';

/** The rules about the outputs of templates. */
export const outputsRules: readonly Rule[] = [outputGlobalName, outputParameterSource];
