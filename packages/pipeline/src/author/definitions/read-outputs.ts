import type { JsonSchema } from '@tiphys/signature/model';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { DefinedOutput, OutputPlace } from '../../ir/component/definition.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { literalFault } from '../arguments/literal-fault.ts';
import { invalidOption, isPlainObject, show } from '../options/option-check.ts';
import { isSlot, type OutputSlot } from './output-slot.ts';

/** Whose outputs are read. */
export interface OutputOwner {
  readonly component: string;
  /** The kinds of outputs that it can have, each with the call that declares it. */
  readonly places: Partial<Readonly<Record<OutputPlace, string>>>;
}

const OUTPUT_NAME = /^[A-Za-z_][-A-Za-z0-9_]*$/;

/**
 * Reads the declarations of the outputs of a definition.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`, `PIPELINE_TAG_IN_TEXT`
 */
export function readOutputs(
  declarations: unknown,
  owner: OutputOwner,
): Readonly<Record<string, DefinedOutput>> {
  if (declarations === undefined) return {};
  const advice = Object.values(owner.places).join(', ');
  if (!isPlainObject(declarations))
    throw invalidOption(
      `"outputs" of the component ${owner.component} must be an object such as { lines: output<number>('/tmp/lines') }, not ${show(declarations)}.`,
    );
  const entries = Object.entries(declarations).map(([name, slot]): [string, DefinedOutput] => {
    if (!OUTPUT_NAME.test(name))
      throw new PipelineError(
        'PIPELINE_INVALID_NAME',
        `"${name}" is not a valid name for an output of ${owner.component}. Use letters, digits, "-" and "_", starting with a letter.`,
      );
    if (!isSlot(slot) || owner.places[slot.place] === undefined)
      throw invalidOption(
        `The output "${name}" of ${owner.component} must be one of ${advice}, not ${showSlot(slot)}.`,
      );
    assertZipped(name, slot, owner);
    return [name, readOutput(slot, `The output "${name}" of ${owner.component}`)];
  });
  return Object.fromEntries(entries);
}

/** Argo only zips a file whose path ends with the name of the artifact. See docs/semantics/artifacts-and-volumes.md#archives. */
function assertZipped(name: string, { path, file }: OutputSlot<unknown>, { component }: OutputOwner): void {
  const last = path.replace(/\/+$/, '').replace(/.*\//, '');
  if (file?.archive !== 'zip' || last === name) return;
  throw invalidOption(
    `Argo cannot zip the output "${name}" of ${component}: its path must end with its name, as in outputFile('/tmp/${name}', ...), not with "${last}". Or use archive: 'tar'.`,
  );
}

function showSlot(slot: unknown): string {
  return isSlot(slot) ? `an output of another kind` : show(slot);
}

function readOutput(slot: OutputSlot<unknown>, what: string): DefinedOutput {
  const { place, path, file } = slot;
  if (place === 'file')
    return { place, path, form: 'text', schema: {}, ...(file === undefined ? {} : { file }) };
  const { schema } = slot;
  const form = formOf(schema, what);
  const preset =
    slot.default === undefined ? undefined : defaultText(slot.default.value, { form, schema, what });
  return { place, path, form, schema: schema ?? {}, ...(preset === undefined ? {} : { default: preset }) };
}

/**
 * Returns how the text of an output is read.
 *
 * @throws PipelineError `PIPELINE_OUTPUT_TYPE_UNKNOWN`
 */
export function formOf(schema: JsonSchema | undefined, what: string): 'text' | 'json' {
  const kinds = schema === undefined ? undefined : kindsOfSchema(schema);
  if (schema !== undefined && kinds?.has('string') !== true) return 'json';
  if (kinds?.size === 1) return 'text';
  throw new PipelineError(
    'PIPELINE_OUTPUT_TYPE_UNKNOWN',
    kinds === undefined
      ? `${what} has a type that is not known here, so Tiphys cannot tell whether its text is JSON. Declare the type in the same file, or give a schema: { schema: { type: 'string' } } for plain text.`
      : `${what} may be a string or something else, so its text could be read in two ways. Declare it as a string, or wrap the value in an object.`,
  );
}

interface DefaultPlace {
  readonly form: 'text' | 'json';
  readonly schema: JsonSchema | undefined;
  readonly what: string;
}

function defaultText(value: unknown, { form, schema = {}, what }: DefaultPlace): string {
  const fault = literalFault('default', value, schema);
  if (fault !== undefined) throw invalidOption(`${what}: ${fault}`);
  if (form === 'json' || typeof value !== 'string') return encodeValue(value);
  if (!value.includes('{{')) return value;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `${what} has a default with "{{", which Argo would replace. Write the default in the container.`,
  );
}

/** Returns the description of the result of a component with these outputs. */
export function describeResult(
  outputs: Readonly<Record<string, DefinedOutput>>,
): ComponentDescriptor['output'] {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return { route: 'none', schema: {}, list: false };
  const required = entries.flatMap(([name, { file }]) => (file?.optional === true ? [] : [name]));
  const properties = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]));
  const schema = { type: 'object', properties, required, additionalProperties: false };
  return { route: 'value', schema, list: false };
}
