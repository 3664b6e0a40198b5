import { describe, expect, test } from 'vitest';
import { square } from '../../../test/components.ts';
import {
  expectRefusal,
  type OptionCase,
  refusalOf,
  type Untyped,
  unknown,
} from '../../../test/expect-refusal.ts';
import { type AnyPipeline, pipeline } from '../../index.ts';

describe('options of a pipeline', () => {
  const build = (options: unknown) => () =>
    pipeline('nightly', {}, () => ({ y: square({ x: 1 }) }), options as Untyped);

  test.for<OptionCase>([
    { options: { scedule: { at: ['0 3 * * *'] } }, code: unknown, says: 'Did you mean "schedule"?' },
    { options: 'cron', says: 'must be an object, not "cron"' },
    { options: { kind: 'Workflows' }, says: 'Did you mean "Workflow"?' },
    { options: { kind: 'Job' }, says: 'must be one of' },
    { options: { schedules: ['0 3 * * *'] }, code: unknown, says: "Write schedule: { at: ['0 3 * * *'] }." },
    { options: { timezone: 'Europe/Berlin' }, code: unknown, says: 'Write schedule: { at: [...], timezone:' },
    { options: { concurrencyPolicy: 'Forbid' }, code: unknown, says: "overlap: 'Forbid' }." },
    { options: { serviceAccountName: 'a' }, code: unknown, says: 'Write spec: { serviceAccountName:' },
    { options: { parallelism: 4 }, code: unknown, says: 'Write spec: { parallelism: 4 }.' },
    { options: { activeDeadlineSeconds: 60 }, code: unknown, says: 'Write deadline: 3600.' },
    { options: { schedule: '0 3 * * *' }, says: '"schedule" of the pipeline nightly must be an object' },
    { options: { schedule: {} }, says: '"schedule" of the pipeline nightly needs "at", which is missing.' },
    { options: { schedule: { at: '0 3 * * *' } }, says: 'must be a list of schedules' },
    { options: { schedule: { at: [''] } }, says: '"schedule.at[0]" of the pipeline nightly' },
    { options: { schedule: { at: ['0 25 * * *'] } }, says: '25 is above 23 in the hour field' },
    { options: { schedule: { at: ['0 3 * *'] } }, says: 'it has 4 fields instead of 5' },
    { options: { schedule: { at: [] } }, code: 'PIPELINE_NO_SCHEDULE', says: 'without a schedule' },
    { options: { kind: 'CronWorkflow' }, code: 'PIPELINE_NO_SCHEDULE', says: 'without a schedule' },
    { options: { kind: 'Workflow', schedule: { at: ['0 3 * * *'] } }, says: 'requires a CronWorkflow' },
    {
      options: { kind: 'WorkflowTemplate', schedule: { at: ['0 3 * * *'] } },
      says: 'requires a CronWorkflow',
    },
    { options: { schedule: { at: ['0 3 * * *'], timezone: 'Europe/Berlim' } }, says: 'is not a time zone' },
    { options: { schedule: { at: ['0 3 * * *'], timezone: 'europe/berlin' } }, says: 'is not a time zone' },
    {
      options: { schedule: { at: ['TZ=UTC 0 3 * * *'], timezone: 'Europe/Berlin' } },
      says: 'has a time zone, but "schedule.timezone" is also set',
    },
    { options: { schedule: { at: ['0 3 * * *'], overlap: 'forbid' } }, says: 'Did you mean "Forbid"?' },
    {
      options: { schedule: { at: ['@daily'], cron: { schedules: ['@daily'] } } },
      code: unknown,
      says: 'Write schedule: { at: [...] }.',
    },
    {
      options: { schedule: { at: ['@daily'], cron: { suspended: true } } },
      code: unknown,
      says: 'has no field "suspended". Did you mean "suspend"?',
    },
    {
      options: { schedule: { at: ['@daily'], cron: { startingDeadlineSeconds: '600' } } },
      says: '"schedule.cron.startingDeadlineSeconds" of the pipeline nightly must be an integer, not "600". Write 600 without quotes.',
    },
    { options: { spec: { podGc: {} } }, code: unknown, says: 'has no field "podGc". Did you mean "podGC"?' },
    { options: { spec: { podGC: { strategy: 'OnPodDone' } } }, says: '"spec.podGC.strategy" of' },
    { options: { spec: { activeDeadlineSeconds: 5 } }, code: unknown, says: 'the option "deadline"' },
    { options: { spec: { entrypoint: 'main' } }, code: unknown, says: 'Tiphys sets it.' },
    {
      options: { spec: { ttlStrategy: { secondsAfterCompletion: 1.5 } } },
      says: 'must be an integer, not 1.5',
    },
    { options: { defaults: { retires: 3 } }, code: unknown, says: 'Did you mean "retry"?' },
    { options: { defaults: { name: 'x' } }, code: unknown, says: '"defaults" of the pipeline nightly' },
    { options: { defaults: { pod: { nodeSelector: 'gpu' } } }, says: '"defaults.pod.nodeSelector" of' },
    { options: { namespace: 'My_Team' }, says: '"namespace" of the pipeline nightly' },
    { options: { namespace: 'a.b' }, says: 'not "a.b"' },
    { options: { spec: { serviceAccountName: 'Runner' } }, says: 'not "Runner"' },
    { options: { spec: { serviceAccountName: '' } }, says: 'not ""' },
    { options: { labels: { team: 5 } }, says: "Write '5'." },
    { options: { labels: { team: 'data platform' } }, says: '"labels.team" of' },
    { options: { labels: { team: 'x'.repeat(64) } }, says: 'at most 63' },
    { options: { labels: { 'a b': 'x' } }, says: 'has the key "a b"' },
    { options: { labels: { 'Example.com/a': 'x' } }, says: 'has the key "Example.com/a"' },
    { options: { labels: ['team=x'] }, says: 'not a list' },
    { options: { annotations: { '': 'x' } }, says: 'has the key ""' },
    { options: { annotations: { a: true } }, says: "Write 'true'." },
    { options: { annotations: { a: 'x'.repeat(262_144) } }, says: '262145 bytes' },
    { options: { description: 5 }, says: '"description" of' },
    { options: { spec: { parallelism: 0 } }, says: 'must be an integer of at least 1, not 0.' },
    { options: { spec: { parallelism: 2.5 } }, says: 'not 2.5.' },
    { options: { deadline: -1 }, says: '"deadline" of' },
    { options: { deadline: 0 }, says: 'must be a positive integer number of seconds, or a duration' },
    { options: { deadline: '1d' }, says: 'Write "24h".' },
    { options: { deadline: '0s' }, says: 'or "1h30m", not "0s".' },
    { options: new Map([['kind', 'CronWorkflow']]), says: 'must be an object, not an instance of Map.' },
    { options: { defaults: new Map() }, says: '"defaults" of the pipeline nightly must be an object' },
    { options: { labels: new Map([['team', 'a']]) }, says: 'not an instance of Map.' },
    { options: { spec: { ttlStrategy: new Map() } }, says: 'not an instance of Map.' },
    { options: { onExit: {} }, says: 'must be a function that adds tasks, not an object' },
  ])('$options is refused', async (wanted) => {
    expectRefusal(await refusalOf(build(wanted.options)), import.meta.filename, wanted);
  });

  test.for([
    { options: { labels: { team: '', 'example.com/a': 'a_b.c' }, annotations: { a: 'any {{ text' } } },
    { options: { namespace: 'argo-1', spec: { serviceAccountName: 'runner.v2', parallelism: 1 } } },
    { options: { spec: { serviceAccountName: '{{workflow.parameters.account}}' } } },
    { options: { schedule: { at: ['@daily', 'TZ=UTC 0 3 * * mon-fri'], overlap: 'Forbid' } } },
    { options: { kind: 'CronWorkflow', schedule: { at: ['0 3 * * *'], timezone: 'America/New_York' } } },
    { options: { schedule: { at: ['0 3 * * *'], cron: { suspend: true } } } },
    { options: { defaults: { image: 'node:24', retry: { limit: 2, policy: 'OnError' } }, deadline: '2h' } },
  ])('$options compiles', async ({ options }) => {
    expect(await refusalOf(build(options))).toBeUndefined();
  });

  test.for([
    {
      title: 'no inputs',
      call: ['p', () => square({ x: 1 })],
      says: 'The object of inputs of the pipeline is a function',
    },
    { title: 'no name', call: [{}, () => square({ x: 1 })], says: 'The name of the pipeline is an object' },
    { title: 'no body', call: ['p', {}], says: 'The body of the pipeline is undefined' },
  ])('a call with $title is refused', async ({ call, says }) => {
    const untyped = pipeline as unknown as (...all: readonly unknown[]) => AnyPipeline;
    expectRefusal(await refusalOf(() => untyped(...call)), import.meta.filename, {
      options: {},
      code: 'PIPELINE_INVALID_ARGUMENT',
      says,
    });
  });
});
