import type { Rule } from '../rule.ts';
import { duplicateName } from './duplicate.ts';
import { invalidName } from './invalid.ts';
import { missingName } from './missing.ts';

/** The rules about names inside an object. */
export const namesRules: readonly Rule[] = [duplicateName, invalidName, missingName];
