import { checkRule } from '../../../test/check-rule.ts';
import { cron } from '../../../test/manifests.ts';
import { cronSchedule } from './schedule.ts';

checkRule(cronSchedule, {
  bad: [
    {
      title: 'no schedule',
      given: cron('schedules: []'),
      want: ['spec.schedules 3: The CronWorkflow has no schedule: add "schedules".'],
    },
    {
      title: 'invalid schedules',
      given: cron('schedules: ["* * * *", "61 * * * *", "* * * JUL-FEB *", "@every 5", "0 0 * * SUN"]'),
      want: [
        'spec.schedules[0] 3: Schedule "* * * *" is invalid: it has 4 fields instead of 5.',
        'spec.schedules[1] 3: Schedule "61 * * * *" is invalid: 61 is above 59 in the minute field.',
        'spec.schedules[2] 3: Schedule "* * * JUL-FEB *" is invalid: the range "JUL-FEB" runs backwards in the month field.',
        'spec.schedules[3] 3: Schedule "@every 5" is invalid: "5" is not a duration such as 1h30m.',
      ],
    },
  ],
  good: [
    {
      title: 'schedules of all forms',
      given: cron('schedules: ["*/5 * * * *", "@daily", "@every 1h30m", "CRON_TZ=UTC 0 0 * JAN MON-FRI"]'),
    },
    {
      title: 'a schedule of another version, which another rule reports',
      given: cron('schedule: "* * * * *"'),
    },
  ],
});
