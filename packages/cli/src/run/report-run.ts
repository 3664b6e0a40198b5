import type { Workflow } from '@tiphys/models';
import { manifestIn } from '../drive/run-settings.ts';
import type { PlaceRuns } from '../place/place.ts';
import type { World } from '../world/world.ts';
import { renderRunReport } from './report.ts';

/** Prints a report on how a run ended. */
export async function reportRun(
  { workflow, runs }: { readonly workflow: Workflow; readonly runs: PlaceRuns },
  world: World,
): Promise<void> {
  const folder = runs.folderOf(workflow.metadata.name ?? '');
  const source = folder === undefined ? undefined : manifestIn(folder);
  world.terminal.out(await renderRunReport({ workflow, runs, source }, world));
}
