import type { Workflow } from '@tiphys/models';
import { assertTakes } from '../run/assert-takes.ts';
import type { ChosenRun } from './choose-runs.ts';

/**
 * Checks that runs take the given parameters, before the first of them is changed: a retry would ignore a misspelt one.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export async function assertRunsTake(
  chosen: readonly ChosenRun[],
  parameters: readonly string[],
): Promise<void> {
  if (parameters.length === 0) return;
  // A list may leave out the templates.
  for (const { name, runs } of chosen) assertRunTakes(await runs.get(name), parameters);
}

/**
 * Checks that a run takes the given parameters.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`
 */
export function assertRunTakes({ metadata, spec, status }: Workflow, parameters: readonly string[]): void {
  const { storedWorkflowTemplateSpec: stored, storedTemplates } = status ?? {};
  assertTakes(
    {
      what: `The run ${metadata.name}`,
      specs: stored === undefined ? [spec] : [spec, stored],
      called: storedTemplates ?? {},
    },
    { parameters },
  );
}
