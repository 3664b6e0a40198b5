import type { RunFolder } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { manifestIn } from '../drive/run-settings.ts';
import type { World } from '../world/world.ts';
import { outputsOf, renderRunReport } from './report.ts';

/** Prints how a run ended: its Workflow object as JSON, or a report for people. */
export async function reportRun(
  run: { readonly workflow: Workflow; readonly folder: RunFolder; readonly json: boolean },
  world: World,
): Promise<void> {
  const { workflow, folder, json } = run;
  if (json) {
    world.terminal.out(`${JSON.stringify(workflow, undefined, 2)}\n`);
    return;
  }
  const manifest = manifestIn(folder);
  world.terminal.out(
    await renderRunReport(
      { workflow, folder, outputs: outputsOf(workflow), manifest, source: manifest },
      world,
    ),
  );
}
