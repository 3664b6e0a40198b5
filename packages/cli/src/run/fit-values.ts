import { closestName } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';
import type { ParameterType } from './assert-parameters-given.ts';

/** Values of parameters, by name. */
export type Values = Readonly<Record<string, string>>;

/** The fields of a spec of a workflow that are read. */
interface ChoosingSpec {
  readonly arguments?:
    | {
        readonly parameters?:
          | readonly { readonly name: string; readonly enum?: readonly unknown[] | undefined }[]
          | undefined;
      }
    | undefined;
}

/**
 * Checks values of parameters against the choices that specs declare, and against the types that the object of a pipeline keeps in its annotations.
 * Argo would take any text. Returns the values to send: JSON that a type is known for has no tags then, which Argo would replace.
 *
 * @throws CliError `CLI_PARAMETER_VALUE`; PipelineError `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`
 */
export async function fitValues(
  values: Values,
  specs: readonly ChoosingSpec[],
  annotations: Readonly<Record<string, string>>,
): Promise<Values> {
  if (Object.keys(values).length === 0) return values;
  const declared = specs.flatMap((spec) => spec.arguments?.parameters ?? []);
  for (const { name, enum: choices } of declared)
    if (choices !== undefined && Object.hasOwn(values, name))
      assertChoice(name, values[name] ?? '', choices.map(String));
  if (!keepsTypes(annotations)) return values;
  const { encodeTypedParameters } = await import('@tiphys/pipeline/compile');
  return encodeTypedParameters(annotations, values);
}

/** Returns what the object of a pipeline keeps in its annotations about the types of its parameters, by name. */
export async function inputTypesOf(
  annotations: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, ParameterType>>> {
  if (!keepsTypes(annotations)) return {};
  const { readInputTypes } = await import('@tiphys/pipeline/compile');
  const types = Object.entries(readInputTypes(annotations)).map(
    ([name, schema]) => [name, { schema }] as const,
  );
  return Object.fromEntries(types);
}

/** The compiler is large, so it is loaded for objects of pipelines only. */
function keepsTypes(annotations: Readonly<Record<string, string>>): boolean {
  return Object.keys(annotations).some((name) => name.startsWith('tiphys/'));
}

function assertChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const near = closestName(value, choices);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new CliError(
    'CLI_PARAMETER_VALUE',
    `"${value}" is not a choice of the parameter "${name}" (one of ${choices.join(', ')}).${guess}`,
  );
}
