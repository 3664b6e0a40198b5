import { describe, expect, test } from 'vitest';
import {
  artifact,
  container,
  dag,
  declareTemplate,
  item,
  parameter,
  specFrom,
  steps,
  template,
  templateRef,
  toYaml,
  workflow,
  workflowParameters,
  workflowTemplate,
} from '../index.ts';

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

test('a template is the plain literal of the models', () => {
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

  test('lets dependencies follow from data, conditions and loops, beside what is said', () => {
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
      { name: 'b', dependencies: ['a'] },
      {
        name: 'c',
        dependencies: ['b', 'a'],
        arguments: { artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.file}}' }] },
      },
      { name: 'd', dependencies: ['b', 'a'], withParam: '{{tasks.b.outputs.result}}' },
      { name: 'e', depends: 'b.Failed && a' },
      { name: 'f', depends: 'a.Failed || b.Failed' },
      { name: 'g', depends: '(b.Failed) && a' },
    ]);
  });

  test('gives what its body returns as outputs', () => {
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

  test('tells mistakes that types cannot see', () => {
    const other: { task?: unknown } = {};
    dag('other', {}, (d) => {
      other.task = d.task('gone', greet, { who: 'x' });
    });
    const gone = other.task as ReturnType<typeof declareTemplate> & { outputs: { result: string } };
    const codes = [
      () => tasksOf((d) => void [d.task('a', greet, { who: 1 }), d.task('a', greet, { who: 1 })]),
      () => tasksOf((d) => void d.task('a', greet, { who: gone.outputs.result })),
      () => tasksOf((d) => void d.task('a', greet, { who: 1 }, { depends: 'b.Failed' })),
      () => tasksOf((d) => void d.task('a', greet, { woh: 1 } as never)),
      () => tasksOf((d) => void d.task('a', greet, {} as never)),
      () => specFrom(declareTemplate('never')),
      () => templateRef(workflowTemplate({ metadata: { name: 'w' }, spec: { templates: [] } }), greet),
    ].map((run) => {
      try {
        run();
        return 'nothing';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    });
    expect(codes).toEqual([
      'WORKFLOW_DUPLICATE_NAME',
      'WORKFLOW_UNKNOWN_TASK',
      'WORKFLOW_UNKNOWN_TASK',
      'WORKFLOW_ARGUMENT',
      'WORKFLOW_ARGUMENT',
      'WORKFLOW_UNKNOWN_TEMPLATE',
      'WORKFLOW_UNKNOWN_TEMPLATE',
    ]);
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
  await expect(toYaml(made)).toMatchFileSnapshot('../../test/golden/built.yaml');
});

test('a dag of five thousand tasks costs what its tasks cost', () => {
  const main = dag('main', {}, (d) => {
    let last = d.task('t0', greet, { who: 'x' });
    for (let i = 1; i < 5000; i += 1) last = d.task(`t${i}`, greet, { who: last.outputs.result });
  });
  expect(main.template?.dag?.tasks).toHaveLength(5000);
  expect(specFrom(main).templates).toHaveLength(2);
});
