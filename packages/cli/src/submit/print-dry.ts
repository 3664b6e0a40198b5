import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import { printObjects } from '../runs/print-objects.ts';
import { formatOf } from '../runs/print-run.ts';
import type { World } from '../world/world.ts';

/** Options of {@link printDry}. */
export interface DryOptions {
  /** Whether it is the first one. Manifests of others are documents of their own. @default true */
  readonly isFirst?: boolean;
}

/** Prints a workflow that was not started, in the format of `-o`, or as a manifest. */
export async function printDry(
  workflow: Workflow,
  args: ParsedArguments,
  world: World,
  { isFirst = true }: DryOptions = {},
): Promise<void> {
  const format = formatOf(args) ?? 'yaml';
  if (format === 'name') {
    const { name, generateName } = workflow.metadata;
    world.terminal.out(`${name ?? generateName ?? ''}\n`);
    return;
  }
  if (!isFirst && format !== 'json') world.terminal.data('---\n');
  if (format === 'json' || args.text('output') !== undefined) {
    await printObjects(workflow, format === 'json' ? 'json' : 'yaml', world);
    return;
  }
  const { toYaml } = await import('@tiphys/workflow');
  world.terminal.data(toYaml(workflow));
}
