import type { Workflow } from '@tiphys/models';
import type { FindTemplate } from '../place/find-template.ts';
import type { Place } from '../place/place.ts';
import { fitToTaker } from '../run/fit-to-taker.ts';
import type { Values } from '../run/fit-values.ts';
import type { ChosenRun } from '../runs/choose-runs.ts';
import type { World } from '../world/world.ts';

/** What a command gives to runs. */
export interface GivenToRuns {
  /** Values of parameters, by name. */
  readonly values: Values;
  /** Whether new runs of the same workflows start with them. */
  readonly starts: boolean;
}

/**
 * Checks that runs take the given parameters with these values, before the first of them is changed: a retry would ignore a misspelt one. New runs of
 * their workflows must find the templates that they refer to. Returns the values to send for each run.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type; ClientError
 *   `CLIENT_INVALID`
 */
export async function fitToRuns(
  { cluster, templatesOf }: Place,
  chosen: readonly ChosenRun[],
  { given, world }: { readonly given: GivenToRuns; readonly world: World },
): Promise<ReadonlyMap<ChosenRun, Values>> {
  const fitted = new Map<ChosenRun, Values>();
  if (Object.keys(given.values).length === 0 && !given.starts) return fitted;
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  const assertReferences =
    cluster === undefined || !given.starts ? undefined : createReferenceCheck(cluster, [], world);
  for (const one of chosen) {
    // A list may leave out the templates.
    const workflow = await one.runs.get(one.name);
    fitted.set(one, await fitToRun(workflow, given, templatesOf(workflow)));
    await assertReferences?.(workflow);
  }
  return fitted;
}

/**
 * Checks that a run takes the given parameters with these values. Returns the values to send.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type
 */
export async function fitToRun(
  { metadata, spec, status }: Workflow,
  { values, starts }: GivenToRuns,
  find: FindTemplate,
): Promise<Values> {
  const { storedWorkflowTemplateSpec: referred, storedTemplates: called } = status ?? {};
  const { name, annotations } = metadata;
  const taker = { what: `The run ${name}`, spec, annotations, referred, called };
  return fitToTaker(taker, { parameters: Object.keys(values), values, starts }, find);
}
