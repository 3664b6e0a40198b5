import type { Correction } from './correction.ts';
import { ENUM_CORRECTIONS } from './enum-corrections.ts';
import { GROUP_CORRECTIONS } from './group-corrections.ts';
import { REQUIRED_CORRECTIONS } from './required-corrections.ts';
import { TYPE_CORRECTIONS } from './type-corrections.ts';

/**
 * What Argo's schema and its CRDs both get wrong or leave out. Each was verified against Argo itself; the order
 * matters where one builds on another.
 */
export const CORRECTIONS: readonly Correction[] = [
  ...TYPE_CORRECTIONS,
  ...REQUIRED_CORRECTIONS,
  ...ENUM_CORRECTIONS,
  ...GROUP_CORRECTIONS,
];
