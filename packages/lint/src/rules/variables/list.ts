import type { Rule } from '../rule.ts';
import { itemOutsideLoop } from './item-outside-loop.ts';
import { misspeltRoot } from './misspelt-root.ts';
import { unclosedTag } from './unclosed.ts';
import { unresolvedVariable } from './unresolved.ts';
import { unresolvedElsewhere } from './unresolved-elsewhere.ts';

/** The rules about the variables in tags. */
export const variablesRules: readonly Rule[] = [
  itemOutsideLoop,
  misspeltRoot,
  unclosedTag,
  unresolvedElsewhere,
  unresolvedVariable,
];
