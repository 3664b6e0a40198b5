import type { Rule } from '../rule.ts';
import { dependsSyntax } from './depends-syntax.ts';
import { expressionSyntax } from './syntax.ts';
import { expressionTypes } from './types.ts';
import { unknownName } from './unknown-name.ts';
import { whenCondition } from './when.ts';

/** The rules about expressions and conditions. */
export const expressionsRules: readonly Rule[] = [
  dependsSyntax,
  expressionSyntax,
  expressionTypes,
  unknownName,
  whenCondition,
];
