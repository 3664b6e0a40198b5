import type { CommandSpec } from '../../line/command.ts';
import { OBJECT_KINDS } from '../../objects/object-kind.ts';
import { createGetCommand } from '../objects/get.ts';
import { renderCronObject } from './render-cron-object.ts';

/** Shows CronWorkflows. */
export const cronGetCommand: CommandSpec = createGetCommand(OBJECT_KINDS.cron, {
  details: 'Shows what was run on this machine, or with --kube what is in a cluster.',
  render: renderCronObject,
});
