import { describe, expect, test } from 'vitest';
import {
  artifact,
  container,
  dag,
  declareTemplate,
  hook,
  item,
  parameter,
  type Reference,
  specFrom,
  steps,
  type Task,
  template,
  templateRef,
  toYaml,
  type WorkflowError,
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

  test('hands on arguments that are more than a value, and outputs of which more is said', () => {
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

  test('runs hooks with arguments, and brings their templates along', () => {
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

  test('keeps inputs and outputs apart that have the names of what every object has', () => {
    const odd = container(
      'odd',
      {
        inputs: { ['__proto__']: parameter(), toString: parameter() },
        outputs: { constructor: artifact({ path: '/c' }) },
      },
      ({ inputs }) => ({ image: 'busybox', args: [`${inputs.toString}${inputs.__proto__}`] }),
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
      'does not give "__proto__"',
    );
  });

  test('knows what a template of another object calls its result', () => {
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

describe('a mistake that types cannot see is told:', () => {
  const inDag =
    (body: Parameters<typeof dag>[2]): (() => unknown) =>
    () =>
      dag('main', {}, body);
  const inSteps =
    (body: Parameters<typeof steps>[2]): (() => unknown) =>
    () =>
      steps('main', {}, body);
  const leak = (): { readonly task: Task<{ readonly result: Reference }>; readonly input: Reference } => {
    const found: { task?: Task<{ readonly result: Reference }>; input?: Reference } = {};
    dag('other', { inputs: { x: parameter() } }, (d) => {
      found.task = d.task('gone', greet, { who: 'x' });
      found.input = d.inputs.x;
    });
    if (found.task === undefined || found.input === undefined)
      throw new Error('unreachable: the body has run');
    return { task: found.task, input: found.input };
  };
  const { task, input } = leak();
  const pod =
    (text: Reference): (() => unknown) =>
    () =>
      container('pod', {}, () => ({ image: 'a', args: [text] }));

  test.for([
    {
      title: 'two tasks with one name',
      run: inDag((d) => void [d.task('a', greet, { who: 1 }), d.task('a', greet, { who: 1 })]),
      want: 'WORKFLOW_DUPLICATE_NAME "main" has two tasks with the name "a"',
    },
    {
      title: 'what a task of another dag gives',
      run: inDag((d) => void d.task('a', greet, { who: task.outputs.result })),
      want: 'WORKFLOW_UNKNOWN_TASK The task "a" uses the task "gone", which "main" has not added before it',
    },
    {
      title: 'what a task of another dag gives, as an output',
      run: inDag(() => ({ text: task.outputs.result })),
      want: 'WORKFLOW_UNKNOWN_TASK The template "main" uses the task "gone"',
    },
    {
      title: 'a task of another dag in a computed output',
      run: inDag(() => ({ text: { expression: "tasks['gone'].outputs.result" } })),
      want: 'WORKFLOW_UNKNOWN_TASK The template "main" uses the task "gone"',
    },
    {
      title: 'what a task of a dag gives, in steps',
      run: inSteps((s) => void s.step('a', greet, { who: task.outputs.result })),
      want: 'WORKFLOW_REFERENCE The step "a" uses what the task "gone" gives, which has no value here',
    },
    {
      title: 'what a task of a dag gives, in a pod',
      run: pod(task.outputs.result),
      want: 'WORKFLOW_REFERENCE The template "pod" uses what the task "gone" gives, which has no value here. Declare an input for it',
    },
    {
      title: 'an input of another template, in a task',
      run: inDag((d) => void d.task('a', greet, { who: `${input}` })),
      want: 'WORKFLOW_REFERENCE The task "a" uses the input "x", which is none of the parameters that it takes',
    },
    {
      title: 'an input of another template, in a pod',
      run: pod(input),
      want: 'WORKFLOW_REFERENCE The template "pod" uses the input "x"',
    },
    {
      title: 'the item of a loop without a loop',
      run: inSteps((s) => void s.step('a', greet, { who: item.field('x') })),
      want: 'WORKFLOW_REFERENCE The step "a" uses the item of a loop. Only a task with withItems, withParam or withSequence has one',
    },
    {
      title: 'the item of a loop in a pod',
      run: pod(item),
      want: 'WORKFLOW_REFERENCE The template "pod" uses the item of a loop',
    },
    {
      title: 'a step that uses one that runs beside it',
      run: inSteps((s) =>
        s.parallel(() => {
          const a = s.step('a', greet, { who: 'x' });
          s.step('b', greet, { who: a.outputs.result });
        }),
      ),
      want: 'WORKFLOW_UNKNOWN_TASK The step "b" uses the step "a", which runs beside it. Add it after the parallel steps',
    },
    {
      title: 'a `depends` that names no task',
      run: inDag((d) => void d.task('a', greet, { who: 1 }, { depends: 'b.Failed' })),
      want: 'WORKFLOW_UNKNOWN_TASK The task "a" uses the task "b"',
    },
    {
      title: 'a `depends` that cannot be read',
      run: inDag((d) => void d.task('a', greet, { who: 1 }, { depends: 'b &&' })),
      want: 'WORKFLOW_DEPENDS The `depends` of the task "a", "b &&", cannot be read',
    },
    {
      title: 'a tag that is not closed',
      run: inDag((d) => void d.task('a', greet, { who: '{{workflow.name' })),
      want: 'WORKFLOW_REFERENCE The text "{{workflow.name" begins a tag with "{{" and does not end it',
    },
    {
      title: 'an argument that the template has not',
      run: inDag((d) => void d.task('a', greet, { woh: 1 } as never)),
      want: 'WORKFLOW_ARGUMENT "a" gives "woh" to "greet", which has no such input. It takes: who, tone.',
    },
    {
      title: 'a missing argument',
      run: inDag((d) => void d.task('a', greet, {} as never)),
      want: 'WORKFLOW_ARGUMENT "a" does not give "who", which "greet" needs.',
    },
    {
      title: 'a missing argument of a hook',
      run: () => hook(greet, {} as never),
      want: 'WORKFLOW_ARGUMENT A hook does not give "who", which "greet" needs.',
    },
    {
      title: 'a template that is only declared',
      run: () => specFrom(declareTemplate('never')),
      want: 'WORKFLOW_UNKNOWN_TEMPLATE The template "never" is called, but only declared',
    },
    {
      title: 'a template that the other object has not',
      run: () => templateRef(workflowTemplate({ metadata: { name: 'w' }, spec: { templates: [] } }), greet),
      want: 'WORKFLOW_UNKNOWN_TEMPLATE The WorkflowTemplate "w" has no template "greet"',
    },
  ])('$title', ({ run, want }) => {
    try {
      run();
    } catch (error) {
      const { code, message } = error as WorkflowError;
      expect(`${code} ${message}`).toContain(want);
      return;
    }
    expect.unreachable('nothing was told');
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
