import type { Workflow } from '@tiphys/models';
import { manifestIn } from '../drive/run-settings.ts';
import type { PlaceRuns } from '../place/place.ts';
import type { World } from '../world/world.ts';
import { renderRunReport } from './report.ts';

/** Prints how a run ended: its Workflow object as JSON, or a report for people. */
export async function reportRun(
  run: { readonly workflow: Workflow; readonly runs: PlaceRuns; readonly json: boolean },
  world: World,
): Promise<void> {
  const { workflow, runs, json } = run;
  if (json) {
    world.terminal.out(`${JSON.stringify(workflow, undefined, 2)}\n`);
    return;
  }
  const folder = runs.folderOf(workflow.metadata.name ?? '');
  const source = folder === undefined ? undefined : manifestIn(folder);
  world.terminal.out(await renderRunReport({ workflow, runs, source }, world));
}
