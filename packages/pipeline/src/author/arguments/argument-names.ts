import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { IDENTIFIER } from '../../ir/describe-source.ts';
import { knownFields } from '../../ir/outputs/known-fields.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findSource } from '../handles/handle.ts';
import { didYouMean } from '../options/option-check.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Checks that a component was called with one object, and not with positional arguments.
 *
 * @throws PipelineError `PIPELINE_POSITIONAL_ARGUMENTS`
 */
export function assertNamed(
  descriptor: ComponentDescriptor,
  values: unknown,
  [options, ...more]: readonly unknown[],
): void {
  const isNamed =
    values === undefined ||
    (typeof values === 'object' && values !== null && !Array.isArray(values) && isOpen(values, descriptor));
  if (isNamed && more.length === 0 && findSource(options) === undefined) return;
  const { name, inputs } = descriptor;
  const list = inputs.map((input) => (IDENTIFIER.test(input.name) ? input.name : `'${input.name}': ...`));
  throw new PipelineError(
    'PIPELINE_POSITIONAL_ARGUMENTS',
    list.length === 0
      ? `${name} takes no arguments: ${name}().`
      : `A component takes one object: ${name}({ ${list.join(', ')} }).`,
  );
}

/** An output counts as named arguments only if all of its fields are known, and the component has an input for one of them. */
function isOpen(values: object, { inputs }: ComponentDescriptor): boolean {
  const source = findSource(values);
  if (source === undefined) return true;
  const fields = knownFields(source) ?? [];
  return fields.some(({ name }) => inputs.some((input) => input.name === name));
}

/** Creates the error for a missing argument, or for the unknown argument that was passed instead. */
export function missingArgument(
  descriptor: ComponentDescriptor,
  name: string,
  values: Values,
): PipelineError {
  const unknown = Object.keys(values).find(
    (key) => values[key] !== undefined && descriptor.inputs.every((input) => input.name !== key),
  );
  if (unknown !== undefined) return unknownArgument(descriptor, unknown, values);
  return new PipelineError(
    'PIPELINE_MISSING_ARGUMENT',
    `${descriptor.name} needs the argument "${name}", which is missing.`,
  );
}

/** Creates the error for an unknown argument. It suggests a similar name that was not passed. */
export function unknownArgument(
  descriptor: ComponentDescriptor,
  name: string,
  values: Values,
): PipelineError {
  const known = descriptor.inputs.map((input) => input.name);
  const guess = didYouMean(
    name,
    known.filter((one) => values[one] === undefined),
  );
  const list = known.length === 0 ? 'It takes no arguments.' : `It takes: ${known.join(', ')}.`;
  const advice = guess ?? `${list} If the function has changed, run \`tiphys generate\`.`;
  return new PipelineError(
    'PIPELINE_UNKNOWN_ARGUMENT',
    `${descriptor.name} has no argument "${name}". ${advice}`,
  );
}
