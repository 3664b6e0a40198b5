import type { ParameterValue } from '@tiphys/operations';

/** Returns values as the operations take them. */
export function valuesOf(parameters: Readonly<Record<string, string>> = {}): readonly ParameterValue[] {
  return Object.entries(parameters).map(([name, value]) => ({ name, value }));
}
