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
  templateRef,
  type WorkflowError,
  workflowTemplate,
} from '../src/index.ts';

const greet = container(
  'greet',
  { inputs: { who: parameter(), tone: parameter({ default: 'warm' }) } },
  ({ inputs }) => ({ image: 'busybox', command: ['echo', inputs.who] }),
);

describe('throws on a mistake that types cannot catch:', () => {
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
      title: 'two tasks with the same name',
      run: inDag((d) => void [d.task('a', greet, { who: 1 }), d.task('a', greet, { who: 1 })]),
      want: 'WORKFLOW_DUPLICATE_NAME "main" has two tasks named "a"',
    },
    {
      title: 'an output of a task of another dag',
      run: inDag((d) => void d.task('a', greet, { who: task.outputs.result })),
      want: 'WORKFLOW_UNKNOWN_TASK The task "a" uses the task "gone", which "main" has not added before it',
    },
    {
      title: 'an output of a task of another dag, as an output',
      run: inDag(() => ({ text: task.outputs.result })),
      want: 'WORKFLOW_UNKNOWN_TASK The template "main" uses the task "gone"',
    },
    {
      title: 'a task of another dag in a computed output',
      run: inDag(() => ({ text: { expression: "tasks['gone'].outputs.result" } })),
      want: 'WORKFLOW_UNKNOWN_TASK The template "main" uses the task "gone"',
    },
    {
      title: 'an output of a task of a dag, in steps',
      run: inSteps((s) => void s.step('a', greet, { who: task.outputs.result })),
      want: 'WORKFLOW_REFERENCE The step "a" uses an output of the task "gone", which has no value here',
    },
    {
      title: 'an output of a task of a dag, in a pod',
      run: pod(task.outputs.result),
      want: 'WORKFLOW_REFERENCE The template "pod" uses an output of the task "gone", which has no value here. Declare an input for it',
    },
    {
      title: 'an input of another template, in a task',
      run: inDag((d) => void d.task('a', greet, { who: `${input}` })),
      want: 'WORKFLOW_REFERENCE The task "a" uses the input "x", which is not one of its parameters',
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
      title: 'a whole task in a text',
      run: inDag((d) => void d.task('b', greet, { who: `${d.task('a', greet, { who: 1 })}` })),
      want: 'WORKFLOW_REFERENCE A text contains the task "a", which is not text. Use one of its `outputs`, or its `name`.',
    },
    {
      title: 'an artifact in a text',
      run: inDag((d) => {
        const a = d.task('a', declareTemplate('make', { outputs: { file: artifact() } }));
        d.task('b', greet, { who: `${a.outputs.file}` });
      }),
      want: 'WORKFLOW_REFERENCE A text contains the artifact "tasks.a.outputs.artifacts.file", which is not text. Pass it',
    },
    {
      title: 'an artifact in a command',
      run: () =>
        container('read', { inputs: { file: artifact({ path: '/in' }) } }, ({ inputs }) => ({
          image: 'busybox',
          args: [`cat ${inputs.file}`],
        })),
      want: 'WORKFLOW_REFERENCE A text contains the artifact "file", which is not text. In a container it is a file: use its `path`.',
    },
    {
      title: 'an output in a command',
      run: () =>
        container(
          'write',
          { outputs: { size: parameter({ valueFrom: { path: '/out' } }) } },
          ({ outputs }) => ({
            image: 'busybox',
            args: [`wc > ${outputs.size}`],
          }),
        ),
      want: 'WORKFLOW_REFERENCE A text contains the parameter "size", which is not text. In a container it is a file: use its `path`.',
    },
    {
      title: 'the item of a loop in a pod',
      run: pod(item),
      want: 'WORKFLOW_REFERENCE The template "pod" uses the item of a loop',
    },
    {
      title: 'a step that uses a parallel one',
      run: inSteps((s) =>
        s.parallel(() => {
          const a = s.step('a', greet, { who: 'x' });
          s.step('b', greet, { who: a.outputs.result });
        }),
      ),
      want: 'WORKFLOW_UNKNOWN_TASK The step "b" uses the step "a", which runs in parallel with it. Add it after the parallel steps',
    },
    {
      title: 'a `depends` that names no task',
      run: inDag((d) => void d.task('a', greet, { who: 1 }, { depends: 'b.Failed' })),
      want: 'WORKFLOW_UNKNOWN_TASK The task "a" uses the task "b"',
    },
    {
      title: 'a `depends` that cannot be read',
      run: inDag((d) => void d.task('a', greet, { who: 1 }, { depends: 'b &&' })),
      want: 'WORKFLOW_DEPENDS The `depends` of the task "a", "b &&", is not valid',
    },
    {
      title: '`continueOn` together with `depends`',
      run: inDag((d) => {
        const a = d.task('a', greet, { who: 1 }, { continueOn: { failed: true } });
        d.task('b', greet, { who: 1 }, { after: [a.ended('Failed')] });
      }),
      want: 'WORKFLOW_DEPENDS The task "a" has `continueOn`, which Argo does not accept in a dag that uses `depends`',
    },
    {
      title: 'a tag that is not closed',
      run: inDag((d) => void d.task('a', greet, { who: '{{workflow.name' })),
      want: 'WORKFLOW_REFERENCE The text "{{workflow.name" has an unclosed tag. Add "}}".',
    },
    {
      title: 'an argument that the template does not declare',
      run: inDag((d) => void d.task('a', greet, { woh: 1 } as never)),
      want: 'WORKFLOW_ARGUMENT "a" passes "woh" to "greet", which has no such input. Its inputs are who, tone.',
    },
    {
      title: 'a missing argument',
      run: inDag((d) => void d.task('a', greet, {} as never)),
      want: 'WORKFLOW_ARGUMENT "a" does not pass "who", which "greet" requires.',
    },
    {
      title: 'a missing argument of a hook',
      run: () => hook(greet, {} as never),
      want: 'WORKFLOW_ARGUMENT A hook does not pass "who", which "greet" requires.',
    },
    {
      title: 'a template that is only declared',
      run: () => specFrom(declareTemplate('never')),
      want: 'WORKFLOW_UNKNOWN_TEMPLATE The template "never" is called, but only declared',
    },
    {
      title: 'a template that the other object does not have',
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
    expect.unreachable('nothing was thrown');
  });
});
