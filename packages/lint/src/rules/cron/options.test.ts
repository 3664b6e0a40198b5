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
        'spec.timezone 3: Time zone "Europe/Bonn" does not exist.',
        'spec.concurrencyPolicy 3: Concurrency policy "forbid" does not exist: use Allow, Forbid or Replace. Did you mean "Forbid"?',
        'spec.startingDeadlineSeconds 3: "startingDeadlineSeconds" must not be negative.',
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
