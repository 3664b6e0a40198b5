import type { Rule } from '../rule.ts';
import { unknownHookTemplate } from './unknown-template.ts';

/** The rules about hooks and exit handlers. */
export const hooksRules: readonly Rule[] = [unknownHookTemplate];
