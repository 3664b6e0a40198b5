import { describe, expect, test } from 'vitest';
import { compile, compileSpec, compileTemplates, compileYaml, tasksOf } from '../../test/compile.ts';
import { add, describeComponent, draw, notify, rows, scale, square, total } from '../../test/components.ts';
import { component, forEach, type Output, pipeline, secret, when } from '../index.ts';

const encode = (text: string): string => `{{=replace(toJson(${text}), '\\x7b\\x7b', '\\\\u007b\\\\u007b')}}`;

describe('goldens', () => {
  test('a call with an input of the pipeline', async () => {
    const given = pipeline('areas', { side: 5 }, ({ side }) => ({ area: square({ x: side }, { retry: 2 }) }));
    await expect(await compileYaml(given)).toMatchFileSnapshot('../../test/golden/areas.yaml');
  });

  test('a loop over an output, with fan-in', async () => {
    const given = pipeline('squares', { count: 5 }, ({ count }) => {
      const squared = forEach(draw({ count }), (x) => square({ x }), { parallelism: 4 });
      return { sum: total({ values: squared }) };
    });
    await expect(await compileYaml(given, ['main', 'each-square'])).toMatchFileSnapshot(
      '../../test/golden/loop.yaml',
    );
  });

  test('a choice that joins again', async () => {
    const given = pipeline('choice', { x: 5 }, ({ x }) => {
      const n = square({ x });
      return when(
        [n],
        (v) => v > 3,
        () => scale({ x: n, by: 2 }),
      ).otherwise(() => scale({ x: n, by: -1 }));
    });
    await expect(await compileYaml(given, ['when'])).toMatchFileSnapshot('../../test/golden/choice.yaml');
  });
});

describe('templates', () => {
  test('are one for each distinct configuration', async () => {
    const { main, ...templates } = await compileTemplates(
      pipeline('p', {}, () => {
        square({ x: 1 }, { retry: 2 });
        square({ x: 2 }, { retry: { limit: 2 } });
        square.with({ retry: 2 })({ x: 3 });
        square({ x: 4 });
        square(
          { x: 5 },
          {
            timeout: 90,
            image: 'node:22',
            env: { A: 'b', S: secret('s', ['k']).k },
            resources: { limits: { cpu: 1 } },
          },
        );
      }),
    );
    expect(main?.dag?.tasks.map(({ template }) => template)).toEqual([
      'square',
      'square',
      'square',
      'square-2',
      'square-3',
    ]);
    expect(templates.square).toMatchObject({ retryStrategy: { limit: '2' } });
    expect(templates['square-3']).toMatchObject({
      timeout: '90s',
      script: {
        image: 'node:22',
        resources: { limits: { cpu: 1 } },
        env: [
          { name: 'A', value: 'b' },
          { name: 'S', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
          {},
          {},
          {},
        ],
      },
    });
  });

  test('have the options of the component under those of the call', async () => {
    const given = square.with({
      env: { A: 'a', B: 'b' },
      timeout: '1m',
      retry: { limit: 3, policy: 'Always', backoff: { duration: '1s', factor: 2, maxDuration: '1m' } },
    });
    const { square: template } = await compileTemplates(
      pipeline('p', {}, () => given({ x: 1 }, { env: { B: 'c' }, timeout: '2m' })),
    );
    expect(template).toMatchObject({
      timeout: '2m',
      retryStrategy: {
        limit: '3',
        retryPolicy: 'Always',
        backoff: { duration: '1s', factor: '2', maxDuration: '1m' },
      },
      script: { env: [{ name: 'A', value: 'a' }, { name: 'B', value: 'c' }, {}, {}, {}] },
    });
  });

  test('of bodies have an input for each value from outside, at every level', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        const by = square({ x: 5 });
        return forEach(rows(), (row) => forEach(row, (x) => scale({ x, by })));
      }),
    );
    const shown = Object.fromEntries(
      Object.entries(templates).map(([name, template]) => [
        name,
        [template.inputs?.parameters?.map(({ name: input }) => input), tasksOf(template)],
      ]),
    );
    expect(shown).toMatchObject({
      each: [
        ['list', 'square'],
        {
          each: 'each-body(item={{item}}, square={{inputs.parameters.square}}) for {{inputs.parameters.list}}',
        },
      ],
      'each-body': [
        ['item', 'square'],
        {
          'each-scale': `each-scale(list={{=toJson(map(fromJSON(inputs.parameters.item), replace(toJson(#), '\\x7b\\x7b', '\\\\u007b\\\\u007b')))}}, square={{inputs.parameters.square}})`,
        },
      ],
      'each-scale': [
        ['list', 'square'],
        { scale: 'scale(x={{item}}, by={{inputs.parameters.square}}) for {{inputs.parameters.list}}' },
      ],
    });
    expect(templates['each-body']?.outputs?.parameters).toEqual([
      {
        name: 'output',
        valueFrom: {
          expression:
            "'[' + join(map(fromJSON(tasks['each-scale'].outputs.parameters.results), .output), ',') + ']'",
        },
      },
    ]);
  });

  test('of a component only have the loop form if a loop iterates over the output', async () => {
    const { draw: looped, 'draw-2': plain } = await compileTemplates(
      pipeline('p', {}, () => {
        forEach(draw({ count: 1 }), (x) => square({ x }));
        total({ values: draw({ count: 1 }, { image: 'other' }) });
      }),
    );
    expect(looped?.outputs?.parameters?.map(({ name }) => name)).toEqual(['output', 'output-items']);
    expect(plain?.outputs?.parameters?.map(({ name }) => name)).toEqual(['output']);
  });

  test('carry large values and files as artifacts, through loops too', async () => {
    const readings = describeComponent(
      'read',
      {},
      { type: 'array' },
      { output: { route: 'large', schema: { type: 'array' }, list: true } },
    );
    const read = component<Record<never, never>, number[]>(readings);
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        const all = read();
        const sums = forEach([1], (x) => add({ a: x, b: total({ values: all }) }));
        return { all, sums };
      }),
    );
    expect(templates.read?.outputs).toEqual({
      artifacts: [{ name: 'output-file', path: '/tmp/tiphys-output-file', archive: { none: {} } }],
    });
    expect(tasksOf(templates.main).each).toBe(
      'each(list=["1"], read<{{tasks.read.outputs.artifacts.output-file}}) after read.Succeeded',
    );
    expect(tasksOf(templates['each-body']).total).toBe('total(values<{{inputs.artifacts.read}})');
    expect(templates.main?.outputs).toMatchObject({
      artifacts: [{ name: 'all', from: '{{tasks.read.outputs.artifacts.output-file}}' }],
    });
  });

  test('of an exit handler see inputs and outcome', async () => {
    const spec = await compileSpec(
      pipeline('p', { who: 'ops' }, () => square({ x: 1 }), {
        onExit: ({ status }, { who }) => {
          notify({ text: who });
          notify({ text: status });
        },
      }),
    );
    expect(spec.onExit).toBe('exit');
    expect(tasksOf(spec.templates?.find(({ name }) => name === 'exit'))).toEqual({
      notify: `notify(text=${encode('workflow.parameters.who')})`,
      'notify-2': 'notify(text={{workflow.status}}, tiphys-forms={"text":{"kind":"text"}})',
    });
  });
});

describe('size', () => {
  test('a body of 450 tasks becomes parts of at most 200, which pass on what other parts use', async () => {
    const templates = await compileTemplates(
      pipeline('p', { a: 1 }, ({ a }) => {
        let last: Output<number> = a;
        for (let turn = 0; turn < 450; turn += 1) last = scale({ x: last });
        return { last };
      }),
    );
    expect(tasksOf(templates.main)).toEqual({
      'main-1': 'main-1()',
      'main-2': 'main-2(scale-200={{tasks.main-1.outputs.parameters.scale-200}}) after main-1.Succeeded',
      'main-3': 'main-3(scale-400={{tasks.main-2.outputs.parameters.scale-400}}) after main-2.Succeeded',
    });
    expect(Object.keys(tasksOf(templates['main-3']))).toHaveLength(50);
    expect(templates.main?.outputs?.parameters).toEqual([
      { name: 'last', valueFrom: { parameter: '{{tasks.main-3.outputs.parameters.scale-450}}' } },
    ]);
  });

  test('dependent tasks are in the same part, so that parts need not wait for each other', async () => {
    const { main } = await compileTemplates(
      pipeline('p', {}, () => {
        const first = Array.from({ length: 300 }, (_, at) => square({ x: at }));
        for (const one of first) scale({ x: one });
      }),
    );
    expect(tasksOf(main)).toEqual({ 'main-1': 'main-1()', 'main-2': 'main-2()', 'main-3': 'main-3()' });
  });

  test('a body with a loop of 5,000 turns compiles', async () => {
    const { manifest } = await compile(
      pipeline('p', {}, () => {
        let last = square({ x: 1 });
        for (let turn = 0; turn < 5_000; turn += 1) last = scale({ x: last });
      }),
    );
    expect(JSON.stringify(manifest).match(/"template":"scale"/g)).toHaveLength(5_000);
  });

  test('more than 200 templates are refused with the largest groups', async () => {
    const many = pipeline('p', {}, () => {
      for (let turn = 0; turn < 201; turn += 1) square({ x: turn }, { timeout: turn + 1 });
    });
    await expect(compile(many)).rejects.toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TOO_MANY_TEMPLATES',
        message: expect.stringMatching(/square 201/),
      }),
    );
  });

  test('more values from outside than a template takes are refused', async () => {
    const wide = pipeline('p', {}, () => {
      const values = Array.from({ length: 502 }, (_, at) => square({ x: at }));
      forEach([1], (x) => {
        for (let at = 0; at < 502; at += 2) add({ a: values[at] ?? x, b: values[at + 1] ?? x });
      });
    });
    await expect(compile(wide)).rejects.toThrow(
      expect.objectContaining({ code: 'PIPELINE_TOO_MANY_INPUTS' }),
    );
  });

  test('nesting that Argo would stop is refused', async () => {
    const nest = (depth: number): unknown =>
      forEach([1], (x) => (depth === 0 ? square({ x }) : (nest(depth - 1) as Output<number>)));
    const deep = pipeline('p', {}, () => nest(60) as Output<number>);
    await expect(compile(deep)).rejects.toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TOO_DEEP',
        location: expect.objectContaining({ file: import.meta.filename }),
      }),
    );
  });
});
