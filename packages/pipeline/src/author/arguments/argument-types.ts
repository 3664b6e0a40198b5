import type { ComponentDescriptor, ComponentInput } from '../../ir/component/component-descriptor.ts';
import type { Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { nameKinds } from '../operands/test-of.ts';
import { literalFault } from './literal-fault.ts';

/**
 * Checks that a literal argument fits the schema of its input. Checks what is sent: fields that are undefined are left out.
 *
 * @throws PipelineError `PIPELINE_ARGUMENT_MISMATCH`
 */
export function assertLiteral(
  descriptor: ComponentDescriptor,
  { name, optional, schema }: ComponentInput,
  { value, text }: { readonly value: unknown; readonly text: string },
): void {
  // Templates of other objects take all values as strings.
  if (takesPlainText(descriptor)) return;
  const sent: unknown = typeof value === 'object' ? JSON.parse(text) : value;
  if (sent === null && optional) return;
  const fault = literalFault(name, sent, schema);
  if (fault !== undefined) throw invalidArgument(descriptor, fault);
}

/**
 * Checks that an output and an input have a type in common, as far as their types are known.
 *
 * @throws PipelineError `PIPELINE_ARGUMENT_MISMATCH`
 */
export function assertKinds(
  descriptor: ComponentDescriptor,
  { name, optional, schema }: ComponentInput,
  source: Source,
): void {
  if (takesPlainText(descriptor)) return;
  const wanted = kindsOfSchema(schema);
  const given = kindsOfSchema(schemaOf(source));
  if (wanted === undefined || given === undefined || given.size === 0) return;
  for (const kind of given) if (wanted.has(kind) || (kind === 'null' && optional)) return;
  throw invalidArgument(
    descriptor,
    `${name} must be ${nameKinds(wanted)}, but the output is ${nameKinds(given)}.`,
  );
}

/** Tells whether a component is a template of another object that does not take JSON. */
function takesPlainText({ remote }: ComponentDescriptor): boolean {
  return remote !== undefined && remote.json !== true;
}

function invalidArgument({ name }: ComponentDescriptor, fault: string): PipelineError {
  return new PipelineError('PIPELINE_ARGUMENT_MISMATCH', `Argument of ${name}: ${fault}`);
}
