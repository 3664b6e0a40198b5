import { type ArgoVersion, argoVersions } from '@tiphys/models/tables';
import { expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { draw, square } from '../../test/components.ts';
import { type AnyPipeline, forEach, pipeline } from '../index.ts';

const cron = (...schedules: readonly string[]): AnyPipeline =>
  pipeline('p', {}, () => ({ n: square({ x: 1 }) }), {
    schedule: { at: schedules, timezone: 'Europe/Berlin' },
  });

test.for<{ readonly target: ArgoVersion; readonly want: object }>([
  { target: 'v3.5', want: { schedule: '0 3 * * *' } },
  { target: 'v3.6', want: { schedules: ['0 3 * * *'] } },
  { target: 'v3.7', want: { schedules: ['0 3 * * *'] } },
  { target: 'v4.0', want: { schedules: ['0 3 * * *'] } },
  { target: 'v4.1', want: { schedules: ['0 3 * * *'] } },
])('one schedule is written as Argo $target knows it', async ({ target, want }) => {
  const [newest, { manifest }] = [
    await compile(cron('0 3 * * *')),
    await compile(cron('0 3 * * *'), { target }),
  ];
  const { schedules, ...spec } = newest.manifest.spec as Readonly<Record<string, unknown>>;
  expect(schedules).toEqual(['0 3 * * *']);
  expect(manifest).toEqual({ ...newest.manifest, spec: { ...spec, ...want } });
});

test('several schedules are refused for a version that takes one, at the pipeline', async () => {
  await expect(compile(cron('0 3 * * *', '0 4 * * *'), { target: 'v3.5' })).rejects.toMatchObject({
    code: 'PIPELINE_TARGET',
    message:
      'The pipeline p cannot be compiled for Argo v3.5. spec.schedules: CronWorkflowSpec.schedules was added in Argo v3.6 and is not in v3.5. It has 2 elements, but `schedule` holds exactly one.',
    location: { file: import.meta.filename, line: 8 },
  });
});

test.for(argoVersions)('a pipeline without newer features is the same for Argo %s', async (target) => {
  const squares = pipeline('p', { count: 3 }, ({ count }) => ({
    squares: forEach(draw({ count }), (x) => square({ x })),
  }));
  expect((await compile(squares, { target })).manifest).toEqual((await compile(squares)).manifest);
});
