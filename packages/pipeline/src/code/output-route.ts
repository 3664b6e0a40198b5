import type { JsonSchema } from '@tiphys/signature/model';
import type { PlainType } from '../runtime/outputs/encode-plain.ts';
import { toArgumentSchema } from './argument-schema.ts';

/** Returns the route of an output, or its type if it is passed as a value and has a plain type. */
export function outputRoute<Route extends string>({
  route,
  schema,
}: {
  readonly route: Route;
  readonly schema: JsonSchema;
}): Route | PlainType {
  return (route === 'value' ? plainType(schema) : undefined) ?? route;
}

function plainType(schema: JsonSchema): PlainType | undefined {
  const { type, ...rest } = toArgumentSchema(schema) ?? {};
  const keywords = Object.keys(rest).join();
  if (keywords === '' && (type === 'number' || type === 'string' || type === 'boolean')) return type;
  if (type !== 'array' || keywords !== 'items' || typeof rest.items !== 'object') return undefined;
  const element = plainType(rest.items as JsonSchema); // as JSON Schema defines the keyword
  return element && `${element}[]`;
}
