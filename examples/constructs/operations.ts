import { config, expr, fromConfig, metric, pipeline } from '@tiphys/pipeline';
import { notify, square } from './components.generated.ts';

/** Metrics of a task. */
export const metrics = pipeline('metrics', {}, () => ({
  y: square(
    { x: 2 },
    {
      metrics: {
        squares: metric.counter({ help: 'Squares', labels: { status: (task) => task.status } }),
        size: metric.histogram({ help: 'Sizes', buckets: [1, 10, 100], value: (task) => task.result }),
      },
    },
  ),
}));

/** A schedule, variables of the run, a deadline, and the last word about the object. */
export const nightly = pipeline(
  'nightly',
  { days: 30, bucket: fromConfig(config('settings', ['bucket']).bucket) },
  ({ days, bucket }, run) => {
    notify({ text: expr([days, bucket, run.scheduledAt], (d, b, at) => `${b} ${d} ${at ?? 'manual'}`) });
  },
  {
    schedule: {
      at: ['30 2 * * *'],
      timezone: 'Europe/Warsaw',
      overlap: 'Forbid',
      stopWhen: (cron) => cron.failed >= 3,
      cron: { startingDeadlineSeconds: 600 },
    },
    deadline: '2h',
    transform: (workflow) => workflow,
  },
);
