import type { JsonSchema } from '@tiphys/signature/model';
import type { ScalarType } from '../runtime/write-output.ts';

const SCALARS: ReadonlySet<unknown> = new Set(['number', 'string', 'boolean'] satisfies ScalarType[]);

/** Returns the route of an output, or its type if it is a value that is a number, a string or a boolean. */
export function outputRoute<Route extends string>({
  route,
  schema: { type },
}: {
  readonly route: Route;
  readonly schema: JsonSchema;
}): Route | ScalarType {
  return route === 'value' && SCALARS.has(type) ? (type as ScalarType) : route; // as it is in the set
}
