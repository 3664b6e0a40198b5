import type { Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { invalidOption } from '../options/option-check.ts';
import { nameKinds } from './test-of.ts';

/**
 * Checks that an output for an option may be a string.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertText(source: Source, what: string): void {
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds === undefined || kinds.size === 0 || kinds.has('string')) return;
  throw invalidOption(`${what} must be a string, but the output is ${nameKinds(kinds)}.`);
}
