import { describe, expect, test } from 'vitest';
import { compileTemplates, tasksOf } from '../../../test/compile.ts';
import { add, describeComponent, hello, square } from '../../../test/components.ts';
import { type Component, component, ended, forEach, group, pipeline } from '../../index.ts';

const _report: Component<{ value: unknown }, void> = component(
  describeComponent('report', { value: {} }, 'none'),
);

describe('a group', () => {
  test('is a template with its options', async () => {
    const templates = await compileTemplates(
      pipeline('p', { n: 1 }, ({ n }) => {
        const first = square({ x: n });
        const sums = group(
          'sums',
          () => {
            const a = square({ x: first });
            return { a, b: add({ a, b: n }) };
          },
          { retry: { limit: 2, policy: 'Always' }, parallelism: 3, failFast: false, after: ended(hello()) },
        );
        return { c: add({ a: sums.a, b: sums.b }) };
      }),
    );
    expect(tasksOf(templates.main)).toMatchObject({
      sums: 'sums(square={{tasks.square.outputs.parameters.output}}) after (hello.Succeeded || hello.Failed || hello.Errored || hello.Skipped || hello.Omitted) && square.Succeeded',
      add: 'add(a={{=tasks.sums.outputs.parameters.a}}, b={{=tasks.sums.outputs.parameters.b}}) after sums.Succeeded',
    });
    expect(templates.sums).toMatchObject({
      retryStrategy: { limit: '2', retryPolicy: 'Always' },
      parallelism: 3,
      dag: { failFast: false },
      outputs: {
        parameters: [
          { name: 'a', valueFrom: { parameter: '{{tasks.square.outputs.parameters.output}}' } },
          { name: 'b', valueFrom: { parameter: '{{tasks.add.outputs.parameters.output}}' } },
        ],
      },
    });
  });

  test('gives its defaults to its tasks, under those of their components and over those of the pipeline', async () => {
    const templates = await compileTemplates(
      pipeline(
        'p',
        {},
        () => {
          square({ x: 1 });
          group(
            'outer',
            () => {
              square({ x: 1 });
              square.with({ name: 'own', image: 'own' })({ x: 1 });
              group('inner', () => forEach([1], (x) => square({ x })), { defaults: { env: { B: 'inner' } } });
            },
            { defaults: { image: 'outer', env: { A: 'outer', B: 'outer' } } },
          );
        },
        { defaults: { image: 'all', timeout: '5m' } },
      ),
    );
    const shown = Object.values(templates).flatMap(({ name, script, timeout }) =>
      script === undefined
        ? []
        : [
            [
              name,
              script.image,
              timeout,
              ...(script.env ?? []).flatMap((one) => (/^[AB]$/.test(one.name) ? [one.value] : [])),
            ],
          ],
    );
    expect(shown).toEqual([
      ['square', 'all', '5m'],
      ['square-2', 'outer', '5m', 'outer', 'outer'],
      ['own', 'own', '5m', 'outer', 'outer'],
      ['square-3', 'outer', '5m', 'outer', 'inner'],
    ]);
  });
});
