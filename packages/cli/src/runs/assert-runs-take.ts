import type { Workflow } from '@tiphys/models';
import type { FindTemplate } from '../place/find-template.ts';
import type { Place } from '../place/place.ts';
import { assertTakes } from '../run/assert-takes.ts';
import type { ChosenRun } from './choose-runs.ts';

/**
 * Checks that runs take the given parameters, before the first of them is changed: a retry would ignore a misspelt one.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export async function assertRunsTake(
  place: Place,
  chosen: readonly ChosenRun[],
  parameters: readonly string[],
): Promise<void> {
  if (parameters.length === 0) return;
  for (const { name, runs } of chosen) {
    // A list may leave out the templates.
    const workflow = await runs.get(name);
    await assertRunTakes(workflow, parameters, place.templatesOf(workflow));
  }
}

/**
 * Checks that a run takes the given parameters.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export async function assertRunTakes(
  { metadata, spec, status }: Workflow,
  parameters: readonly string[],
  find: FindTemplate,
): Promise<void> {
  const { storedWorkflowTemplateSpec: referred, storedTemplates: called } = status ?? {};
  await assertTakes({ what: `The run ${metadata.name}`, spec, referred, called }, { parameters }, find);
}
