import type { ComponentInput } from '../../ir/component/component-descriptor.ts';
import type { InputDeclaration } from '../../ir/component/input-declaration.ts';
import { schemaOfValue } from '../../ir/json/schema-of-value.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { invalidOption, isPlainObject, show } from '../options/option-check.ts';

/** The inputs of a definition. */
export interface DefinedInputs {
  readonly inputs: readonly ComponentInput[];
  /** JSON texts of the defaults. */
  readonly defaults: Readonly<Record<string, string>>;
}

// Inputs become environment variables: IN_name.
const INPUT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Reads the declarations of the inputs of a definition.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_INVALID_OPTION`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function readInputs(declarations: unknown, component: string): DefinedInputs {
  if (declarations === undefined) return { inputs: [], defaults: {} };
  if (!isPlainObject(declarations))
    throw invalidOption(
      `"inputs" of the component ${component} must be an object such as { name: input<string>() }, not ${show(declarations)}.`,
    );
  const defaults: Record<string, string> = {};
  const inputs = Object.entries(declarations).map(([name, declared]): ComponentInput => {
    assertInputName(name, component);
    const { default: preset, ...input } = readInput(name, declared);
    if (preset !== undefined) defaults[name] = preset;
    return input;
  });
  return { inputs, defaults };
}

function assertInputName(name: string, component: string): void {
  if (INPUT_NAME.test(name)) return;
  throw new PipelineError(
    'PIPELINE_INVALID_NAME',
    `"${name}" is not a valid name for an input of ${component}. Use letters, digits and "_", starting with a letter.`,
  );
}

function readInput(name: string, declared: unknown): ComponentInput & { readonly default?: string } {
  if (!isDeclaration(declared))
    return {
      name,
      optional: true,
      route: 'value',
      schema: declared === null ? {} : schemaOfValue(declared),
      default: encodeValue(declared),
    };
  const { choices, description, file } = declared;
  const schema = declared.schema ?? declared.typeSchema ?? {};
  return {
    name,
    optional: choices !== undefined,
    route: file === true ? 'file' : 'value',
    schema,
    ...(description === undefined ? {} : { description }),
    ...(choices === undefined ? {} : { default: encodeValue(declared.default) }),
  };
}

/** Tells whether a value is the declaration of an input. */
export function isDeclaration(value: unknown): value is InputDeclaration<unknown> {
  return isPlainObject(value) && value.kind === 'tiphys-input';
}
