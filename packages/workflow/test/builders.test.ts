import { describe, expect, test } from 'vitest';
import {
  artifact,
  container,
  dag,
  hook,
  item,
  parameter,
  specFrom,
  steps,
  template,
  templateRef,
  toYaml,
  workflow,
  workflowParameters,
} from '../src/index.ts';

const greet = container(
  'greet',
  {
    inputs: { who: parameter(), tone: parameter({ default: 'warm' }) },
    outputs: { file: artifact({ path: '/tmp/file' }) },
  },
  ({ inputs, outputs }) => ({
    image: 'busybox',
    command: ['sh', '-c', `echo hello ${inputs.who} > "$OUT"`],
    env: [{ name: 'OUT', value: outputs.file.path }],
  }),
);
const read = container('read', { inputs: { file: artifact({ path: '/tmp/in' }) } }, ({ inputs }) => ({
  image: 'busybox',
  command: ['cat', inputs.file.path],
}));

test('a template is a plain literal of the models', () => {
  expect(greet.template).toEqual({
    name: 'greet',
    inputs: { parameters: [{ name: 'who' }, { name: 'tone', default: 'warm' }] },
    outputs: { artifacts: [{ name: 'file', path: '/tmp/file' }] },
    container: {
      image: 'busybox',
      command: ['sh', '-c', 'echo hello {{inputs.parameters.who}} > "$OUT"'],
      env: [{ name: 'OUT', value: '{{outputs.artifacts.file.path}}' }],
    },
  });
  expect(Object.isFrozen(greet.template?.container?.command)).toBe(true);
});

describe('a dag', () => {
  const tasksOf = (body: Parameters<typeof dag>[2]) => dag('main', {}, body).template?.dag?.tasks;

  test('derives dependencies from data, conditions and loops, and adds explicit ones', () => {
    const tasks = tasksOf((d) => {
      const a = d.task('a', greet, { who: 1 });
      const b = d.task('b', greet, { who: `${a.outputs.result}!` });
      d.task('c', read, { file: a.outputs.file }, { after: [b] });
      d.task('d', greet, { who: item }, { withParam: b.outputs.result, when: `${a.status} == Succeeded` });
      d.task('e', greet, { who: '{{=tasks["a"].outputs.result}}' }, { after: [b.ended('Failed')] });
      d.task('f', greet, { who: 'x' }, { depends: `${a.ended('Failed')} || ${b.ended('Failed')}` });
      d.task('g', greet, { who: a.outputs.result }, { depends: `${b.ended('Failed')}` });
    });
    expect(tasks).toMatchObject([
      { name: 'a', template: 'greet', arguments: { parameters: [{ name: 'who', value: '1' }] } },
      { name: 'b', depends: 'a' },
      {
        name: 'c',
        depends: 'b && a',
        arguments: { artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.file}}' }] },
      },
      { name: 'd', depends: 'b && a', withParam: '{{tasks.b.outputs.result}}' },
      { name: 'e', depends: 'b.Failed && a' },
      { name: 'f', depends: 'a.Failed || b.Failed' },
      { name: 'g', depends: '(b.Failed) && a' },
    ]);
  });

  test('writes `dependencies` if every task waits for success', () => {
    const tasks = tasksOf((d) => {
      const a = d.task('a', greet, { who: 1 }, { continueOn: { failed: true } });
      d.task('b', greet, { who: a.outputs.result }, { after: [a] });
    });
    expect(tasks).toMatchObject([{ continueOn: { failed: true } }, { dependencies: ['a'] }]);
  });

  test('has the outputs that its body returns', () => {
    const inner = dag('inner', {}, (d) => {
      const a = d.task('a', greet, { who: 'x' });
      return { file: a.outputs.file, text: a.outputs.result, sure: { expression: '"yes"' } };
    });
    expect(inner.template?.outputs).toEqual({
      parameters: [
        { name: 'text', valueFrom: { parameter: '{{tasks.a.outputs.result}}' } },
        { name: 'sure', valueFrom: { expression: '"yes"' } },
      ],
      artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.file}}' }],
    });
  });

  test('passes arguments and outputs with further fields', () => {
    const main = dag('main', { inputs: { mode: parameter() }, target: 'b' }, (d) => {
      const a = d.task('a', greet, {
        who: parameter({ valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }),
      });
      d.task('b', read, { file: artifact({ from: a.outputs.file, subPath: 'x' }) });
      return {
        file: artifact({ from: a.outputs.file, globalName: 'all' }),
        text: parameter({ valueFrom: { parameter: a.outputs.result, default: '' }, globalName: 'text' }),
      };
    });
    expect(main.template).toMatchObject({
      dag: {
        target: 'b',
        tasks: [
          {
            arguments: {
              parameters: [{ name: 'who', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }],
            },
          },
          {
            dependencies: ['a'],
            arguments: {
              artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.file}}', subPath: 'x' }],
            },
          },
        ],
      },
      outputs: {
        parameters: [
          {
            name: 'text',
            globalName: 'text',
            valueFrom: { parameter: '{{tasks.a.outputs.result}}', default: '' },
          },
        ],
        artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.file}}', globalName: 'all' }],
      },
    });
  });

  test('runs hooks with arguments, and includes their templates', () => {
    const main = dag('main', {}, (d) => {
      d.task(
        'a',
        greet,
        { who: 'x' },
        {
          hooks: (a) => ({
            exit: hook(greet, { who: a.outputs.result }),
            running: { template: 'greet', expression: 'true' },
          }),
        },
      );
    });
    const late = container('late', {}, () => ({ image: 'busybox' }));
    const spec = specFrom(main, {
      hooks: {
        exit: hook(late),
        running: hook(
          templateRef({ name: 'far' }, greet),
          { who: 'y' },
          { expression: 'workflow.status == "Running"' },
        ),
      },
    });
    expect(spec.templates?.map(({ name }) => name)).toEqual(['main', 'late', 'greet']);
    expect(spec).toMatchObject({
      hooks: {
        exit: { template: 'late' },
        running: {
          templateRef: { name: 'far', template: 'greet' },
          arguments: { parameters: [{ name: 'who', value: 'y' }] },
          expression: 'workflow.status == "Running"',
        },
      },
      templates: [
        {
          dag: {
            tasks: [
              {
                hooks: {
                  exit: {
                    template: 'greet',
                    arguments: { parameters: [{ name: 'who', value: '{{tasks.a.outputs.result}}' }] },
                  },
                  running: { template: 'greet', expression: 'true' },
                },
              },
            ],
          },
        },
        {},
        {},
      ],
    });
  });

  test('supports inputs and outputs named like inherited properties', () => {
    const prototype = '__proto__';
    const odd = container(
      'odd',
      {
        inputs: { [prototype]: parameter(), toString: parameter() },
        outputs: { constructor: artifact({ path: '/c' }) },
      },
      ({ inputs }) => ({ image: 'busybox', args: [`${inputs.toString}${inputs[prototype]}`] }),
    );
    expect(odd.template?.container?.args).toEqual([
      '{{inputs.parameters.toString}}{{inputs.parameters.__proto__}}',
    ]);
    expect(odd.template?.inputs?.parameters).toEqual([{ name: '__proto__' }, { name: 'toString' }]);
    const none = container('none', {}, () => ({ image: 'busybox' }));
    expect(() => dag('main', {}, (d) => void d.task('a', none, { toString: 'x' } as never))).toThrow(
      'has no such input',
    );
    expect(() => dag('main', {}, (d) => void d.task('a', odd, {} as never))).toThrow(
      'does not pass "__proto__"',
    );
  });

  test('distinguishes an output named `result` from the standard output', () => {
    const sized = container(
      'sized',
      { outputs: { result: parameter({ valueFrom: { path: '/r' } }) } },
      () => ({ image: 'a' }),
    );
    const filed = container('filed', { outputs: { result: artifact({ path: '/r' }) } }, () => ({
      image: 'a',
    }));
    const main = dag('main', {}, (d) => ({
      own: d.task('a', sized).outputs.result,
      far: d.task('b', templateRef({ name: 'w' }, sized)).outputs.result,
      printed: d.task('c', templateRef({ name: 'w' }, greet), { who: 'x' }).outputs.result,
      file: d.task('d', filed).outputs.result,
    }));
    expect(main.template?.outputs).toEqual({
      parameters: [
        { name: 'own', valueFrom: { parameter: '{{tasks.a.outputs.parameters.result}}' } },
        { name: 'far', valueFrom: { parameter: '{{tasks.b.outputs.parameters.result}}' } },
        { name: 'printed', valueFrom: { parameter: '{{tasks.c.outputs.result}}' } },
      ],
      artifacts: [{ name: 'file', from: '{{tasks.d.outputs.artifacts.result}}' }],
    });
  });
});

test('a workflow with recursion, steps, loops and a template of another object', async () => {
  const settings = workflowParameters({ bucket: parameter({ value: 'data' }) });
  const wait = template('wait', { inputs: { time: parameter() } }, ({ inputs }) => ({
    suspend: { duration: inputs.time },
  }));
  const main = steps('main', { inputs: { who: parameter({ default: 'Ann' }) } }, (s) => {
    const first = s.step('first', greet, { who: s.inputs.who });
    s.parallel(() => {
      s.step('again', s.self, { who: settings.bucket }, { when: `${first.outputs.result} == x` });
      s.step(
        'each',
        templateRef({ name: 'library', clusterScope: true }, greet),
        { who: item.field('a') },
        {
          withItems: [{ a: 1 }],
        },
      );
    });
    s.step('wait', wait, { time: 3 });
  });
  const made = workflow({
    metadata: { name: 'w' },
    spec: specFrom(main, { parameters: settings, onExit: wait }),
  });
  await expect(toYaml(made)).toMatchFileSnapshot('./golden/built.yaml');
});

test('builds a dag of five thousand tasks', () => {
  const main = dag('main', {}, (d) => {
    let last = d.task('t0', greet, { who: 'x' });
    for (let i = 1; i < 5000; i += 1) last = d.task(`t${i}`, greet, { who: last.outputs.result });
  });
  expect(main.template?.dag?.tasks).toHaveLength(5000);
  expect(specFrom(main).templates).toHaveLength(2);
});
