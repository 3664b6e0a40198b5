import type { Correction } from './correction.ts';
import { enumCorrections } from './enum-corrections.ts';
import { groupCorrections } from './group-corrections.ts';
import { requiredCorrections } from './required-corrections.ts';
import { TYPE_CORRECTIONS } from './type-corrections.ts';

/**
 * What Argo's schema and its CRDs both get wrong or leave out. Each was verified against Argo itself; the order
 * matters where one builds on another.
 */
export const allCorrections: readonly Correction[] = [
  ...TYPE_CORRECTIONS,
  ...requiredCorrections,
  ...enumCorrections,
  ...groupCorrections,
];
