import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import { printObjects } from '../runs/print-objects.ts';
import { formatOf } from '../runs/print-run.ts';
import type { World } from '../world/world.ts';

/** Prints a workflow that was not started, in the format of `-o`, or as a manifest. */
export async function printDry(workflow: Workflow, args: ParsedArguments, world: World): Promise<void> {
  const format = formatOf(args) ?? 'yaml';
  if (format === 'name') {
    const { name, generateName } = workflow.metadata;
    world.terminal.out(`${name ?? generateName ?? ''}\n`);
    return;
  }
  if (format === 'json' || args.text('output') !== undefined) {
    await printObjects(workflow, format === 'json' ? 'json' : 'yaml', world);
    return;
  }
  const { toYaml } = await import('@tiphys/workflow');
  world.terminal.data(toYaml(workflow));
}
