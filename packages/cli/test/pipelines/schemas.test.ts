import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const orders = `import { checked } from '@tiphys/pipeline';
import { type } from 'arktype';
import * as v from 'valibot';
import { z } from 'zod';

export const Order = z.object({ id: z.number().int().positive(), note: z.string().default('none') });

/** Takes an order. */
export const takeOrder = checked(Order, (order): string => order.id + ' ' + order.note.toUpperCase());
export const takeParts = checked(Order, ({ id, note }): string => id + ' ' + note);
export const takeLater = checked(z.string().refine(async (text) => text !== 'bad', 'must be good'), (text): number => text.length);
export const takeValibot = checked(v.object({ size: v.pipe(v.number(), v.minValue(2)) }), (box): number => box.size * 2);
export const takeArk = checked(type({ name: 'string>1', 'age?': 'number.integer' }), async (who): Promise<string> => who.name + (who.age ?? 0));
`;

const imports = `import * as o from './orders.generated.ts';
import { Order } from './orders.ts';
import { z } from 'zod';
import * as v from 'valibot';
import { type } from 'arktype'`;

const good = `pipeline('good', {
  order: input(Order, { description: 'What to ship' }),
  rate: input(z.number().max(9).default(3)),
  box: input(v.object({ size: v.pipe(v.number(), v.minValue(2)) })),
  who: input(type({ name: 'string>1' })),
}, ({ order, rate, box, who }) => ({
  order: o.takeOrder({ order }),
  parts: o.takeParts({ id: 7 }),
  other: o.takeParts({ id: 7, note: 'x' }),
  later: o.takeLater({ text: 'fine' }),
  size: o.takeValibot({ box }),
  ark: o.takeArk({ who: { name: 'Ann', age: 3 } }),
  named: o.takeArk({ who }),
  loop: forEach([1, 2], (id) => o.takeParts({ id })),
  rate,
}));
${imports}`;

const faults = [
  {
    name: 'zod',
    given: `pipeline('zod', {}, () => { o.takeOrder({ order: { id: -1 } }); });\n${imports}`,
    want: /PIPELINE_INPUT_INVALID: id: Too small/,
  },
  {
    name: 'async',
    given: `pipeline('async', {}, () => { o.takeLater({ text: 'bad' }); });\n${imports}`,
    want: /PIPELINE_INPUT_INVALID: must be good/,
  },
  {
    name: 'valibot',
    given: `pipeline('valibot', {}, () => { o.takeValibot({ box: { size: 1 } }); });\n${imports}`,
    want: /PIPELINE_INPUT_INVALID: size: Invalid value/,
  },
  {
    name: 'arktype',
    given: `pipeline('arktype', {}, () => { o.takeArk({ who: { name: 'A' } }); });\n${imports}`,
    want: /PIPELINE_INPUT_INVALID: name: name must be/,
  },
] as const;

describe('schemas of zod, valibot and arktype', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject({ good, ...pipelinesOf(faults) }, { 'orders.ts': orders });
  });
  afterAll(() => project[Symbol.dispose]());

  test('check and complete the arguments of functions, and the inputs of a pipeline', async () => {
    const given = { order: '{"id":5}', box: '{"size":4}', who: '{"name":"Bo"}' };
    const { phase, outputs, failures } = await project.run('good', given);
    expect({ phase, outputs, failures }).toEqual({
      phase: 'Succeeded',
      outputs: {
        order: '5 NONE',
        parts: '7 none',
        other: '7 x',
        later: 4,
        size: 8,
        ark: 'Ann3',
        named: 'Bo0',
        loop: ['1 none', '2 none'],
        rate: 3,
      },
      failures: [],
    });
  });

  test.for<[given: Readonly<Record<string, string>>, want: RegExp]>([
    [{ order: '{"id":-1}' }, /"order" does not accept "\{\\"id\\":-1\}": /],
    [{ order: '{"id":1.5}' }, /"order" does not accept/],
    [{ order: '{"id":1,"note":2}' }, /"order" does not accept/],
    [{ rate: '10' }, /"rate" does not accept "10"/],
    [{ box: '{"size":1}' }, /"box" does not accept "\{\\"size\\":1\}": size: Invalid value/],
    [{ who: '{"name":"B"}' }, /"who" does not accept/],
  ])('refuse %j before the run', async ([changed, want]) => {
    const given = { order: '{"id":5}', box: '{"size":4}', who: '{"name":"Bo"}', ...changed };
    await expect(project.run('good', given)).rejects.toThrow(want);
  });

  test.for(faults)('fail the task: $name', async ({ name, want }) => {
    const { phase, failures } = await project.run(name);
    expect(phase).toBe('Failed');
    expect(failures).toEqual([expect.stringMatching(want)]);
  });
});
