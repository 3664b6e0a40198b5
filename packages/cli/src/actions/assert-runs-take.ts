import type { Workflow } from '@tiphys/models';
import type { FindTemplate } from '../place/find-template.ts';
import type { Place } from '../place/place.ts';
import { assertTakes } from '../run/assert-takes.ts';
import type { ChosenRun } from '../runs/choose-runs.ts';
import type { World } from '../world/world.ts';

/** What a command gives to runs. */
export interface GivenToRuns {
  /** Values of parameters, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether new runs of the same workflows start with them. */
  readonly starts: boolean;
}

/**
 * Checks that runs take the given parameters with these values, before the first of them is changed: a retry would ignore a misspelt one. New runs of
 * their workflows must find the templates that they refer to.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type; ClientError
 *   `CLIENT_INVALID`
 */
export async function assertRunsTake(
  { cluster, templatesOf }: Place,
  chosen: readonly ChosenRun[],
  { given, world }: { readonly given: GivenToRuns; readonly world: World },
): Promise<void> {
  if (Object.keys(given.values).length === 0 && !given.starts) return;
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  const assertReferences =
    cluster === undefined || !given.starts ? undefined : createReferenceCheck(cluster, [], world);
  for (const { name, runs } of chosen) {
    // A list may leave out the templates.
    const workflow = await runs.get(name);
    await assertRunTakes(workflow, given, templatesOf(workflow));
    await assertReferences?.(workflow);
  }
}

/**
 * Checks that a run takes the given parameters with these values.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type
 */
export async function assertRunTakes(
  { metadata, spec, status }: Workflow,
  { values, starts }: GivenToRuns,
  find: FindTemplate,
): Promise<void> {
  const { storedWorkflowTemplateSpec: referred, storedTemplates: called } = status ?? {};
  const { name, annotations } = metadata;
  const taker = { what: `The run ${name}`, spec, annotations, referred, called };
  await assertTakes(taker, { parameters: Object.keys(values), values, starts }, find);
}
