import { closest } from '../line/closest.ts';
import { CliError } from '../world/cli-error.ts';

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
 * Argo would take any text.
 *
 * @throws CliError `CLI_PARAMETER_VALUE`; PipelineError `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`
 */
export async function assertValuesFit(
  values: Readonly<Record<string, string>>,
  specs: readonly ChoosingSpec[],
  annotations: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const declared = specs.flatMap((spec) => spec.arguments?.parameters ?? []);
  for (const { name, enum: choices } of declared)
    if (choices !== undefined && Object.hasOwn(values, name))
      assertChoice(name, values[name] ?? '', choices.map(String));
  if (!Object.keys(annotations).some((name) => name.startsWith('tiphys/'))) return;
  const { assertInputTypes } = await import('@tiphys/pipeline/compile');
  assertInputTypes(annotations, values);
}

function assertChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const near = closest(value, choices);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new CliError(
    'CLI_PARAMETER_VALUE',
    `"${value}" is not a choice of the parameter "${name}" (one of ${choices.join(', ')}).${guess}`,
  );
}
