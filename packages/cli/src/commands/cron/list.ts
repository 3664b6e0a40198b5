import { cronRows } from '../../cron/render-cron.ts';
import type { CommandSpec } from '../../line/command.ts';
import { OBJECT_KINDS } from '../../objects/object-kind.ts';
import { createListCommand } from '../objects/list.ts';

/** Lists CronWorkflows. */
export const cronListCommand: CommandSpec = createListCommand(OBJECT_KINDS.cron, {
  details: `
Shows when each CronWorkflow ran, and when it runs next: of those that were run on this machine, or with --kube of those in a cluster.`,
  renderRows: (objects, world) =>
    cronRows(
      objects.filter((object) => object.kind === 'CronWorkflow'),
      world,
    ),
});
