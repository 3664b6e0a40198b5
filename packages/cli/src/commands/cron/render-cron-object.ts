import { renderCron } from '../../cron/render-cron.ts';
import type { RenderObject } from '../../objects/print-object.ts';

/** Returns a CronWorkflow for people. */
export const renderCronObject: RenderObject = (object, world, file) => {
  if (object.kind !== 'CronWorkflow') throw new Error('unreachable: the commands about CronWorkflows');
  return renderCron(object, world, file);
};
