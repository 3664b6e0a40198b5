import type { Artifact, Inputs, Parameter } from '@tiphys/models';
import { PipelineError } from '../../pipeline-error.ts';
import type { BodyContext } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { readImported } from '../values/read-value.ts';
import type { ManifestState } from './manifest-state.ts';

/** Maximum number of input parameters that the API server accepts. */
const MAXIMUM_PARAMETERS = 500;

/** Returns the inputs of the template of a body: its imports. */
export function writeInputs(
  context: BodyContext,
  state: ManifestState,
  first: readonly Parameter[] = [],
  files: readonly Artifact[] = [],
): { readonly inputs?: Inputs } {
  const parameters: Parameter[] = [...first];
  for (const name of context.givens) if (!first.some((one) => one.name === name)) parameters.push({ name });
  const artifacts: Artifact[] = [...files];
  for (const { name, source, reference } of context.imports) {
    if (reference.artifact)
      artifacts.push({ name, ...(reference.optional === undefined ? {} : { optional: true }) });
    // Nothing calls the outermost template, so its inputs get their values from the workflow.
    else if (context.parent === undefined)
      parameters.push({ name, value: readImported(source, { context, waits: [], trees: state.trees }).text });
    else parameters.push({ name });
  }
  assertCount(context.template, parameters.length);
  return writeTransfer('inputs', parameters, artifacts);
}

function assertCount(template: string, count: number): void {
  if (count <= MAXIMUM_PARAMETERS) return;
  throw new PipelineError(
    'PIPELINE_TOO_MANY_INPUTS',
    `The template "${template}" needs ${count} values from outside, but Argo allows ${MAXIMUM_PARAMETERS}. Pass lists instead of single values, or collect the values in a component first.`,
  );
}
