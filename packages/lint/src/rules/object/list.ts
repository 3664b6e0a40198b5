import type { Rule } from '../rule.ts';
import type { TextRule } from '../text-rule.ts';
import { duplicateObject } from './duplicate.ts';
import { invalidObjectName } from './invalid-name.ts';
import { nameTooLong } from './name-too-long.ts';
import { noKind } from './no-kind.ts';
import { unknownKind } from './unknown-kind.ts';

/** The rules about documents that need not be objects of Argo. */
export const objectTextRules: readonly TextRule[] = [noKind, unknownKind];

/** The rules about objects and their names. */
export const objectRules: readonly Rule[] = [duplicateObject, invalidObjectName, nameTooLong];
