import { checkRule } from '../../../test/check-rule.ts';
import { cron, workflow } from '../../../test/manifests.ts';
import { cronOptions } from './options.ts';

checkRule(cronOptions, {
  bad: [
    {
      title: 'options that do not exist',
      given: cron(
        'schedules: ["@daily"], timezone: Europe/Bonn, concurrencyPolicy: forbid, startingDeadlineSeconds: -1',
      ),
      want: [
        'spec.timezone 3: There is no time zone "Europe/Bonn".',
        'spec.concurrencyPolicy 3: There is no concurrency policy "forbid", only Allow, Forbid, Replace. Did you mean "Forbid"?',
        'spec.startingDeadlineSeconds 3: The starting deadline must not be negative.',
      ],
    },
  ],
  good: [
    {
      title: 'options that exist',
      given: cron(
        'schedules: ["@daily"], timezone: Europe/Berlin, concurrencyPolicy: Replace, startingDeadlineSeconds: 0',
      ),
    },
    {
      title: 'a Workflow',
      given: workflow('entrypoint: a'),
    },
  ],
});
