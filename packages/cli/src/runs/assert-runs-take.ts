import type { Workflow } from '@tiphys/models';
import type { FindTemplate } from '../place/find-template.ts';
import type { Place } from '../place/place.ts';
import { assertTakes } from '../run/assert-takes.ts';
import type { ChosenRun } from './choose-runs.ts';

/**
 * Checks that runs take the given parameters with these values, before the first of them is changed: a retry would ignore a misspelt one.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export async function assertRunsTake(
  place: Place,
  chosen: readonly ChosenRun[],
  values: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  for (const { name, runs } of chosen) {
    // A list may leave out the templates.
    const workflow = await runs.get(name);
    await assertRunTakes(workflow, values, place.templatesOf(workflow));
  }
}

/**
 * Checks that a run takes the given parameters with these values.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`; PipelineError for a value of another type
 */
export async function assertRunTakes(
  { metadata, spec, status }: Workflow,
  values: Readonly<Record<string, string>>,
  find: FindTemplate,
): Promise<void> {
  const { storedWorkflowTemplateSpec: referred, storedTemplates: called } = status ?? {};
  const { name, annotations } = metadata;
  const taker = { what: `The run ${name}`, spec, annotations, referred, called };
  await assertTakes(taker, { parameters: Object.keys(values), values }, find);
}
