import type { Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { createFakeExecutor, type FakePod } from '../../test/fake-executor.ts';
import { memoryJournal } from '../../test/memory-journal.ts';
import type { Clock } from '../contract/clock.ts';
import type { PodRequest } from '../contract/executor.ts';
import type { JournalEvent } from '../contract/journal.ts';
import { runWorkflow } from './run-workflow.ts';

const leaf = { name: 'leaf', container: { image: 'busybox', command: ['true'] } };

function workflowOf(main: object, spec: object = {}, metadata: object = { name: 'wf' }): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata,
    spec: { entrypoint: 'main', templates: [{ ...main, name: 'main' }, leaf], ...spec },
  } as Workflow;
}

/** Returns a clock that jumps to the next requested time. */
function jumpingClock(): Clock {
  let time = 0;
  return {
    now: () => time,
    callAt(at, callback) {
      let cancelled = false;
      setImmediate(() => {
        time = Math.max(time, at);
        if (!cancelled) callback();
      });
      return () => {
        cancelled = true;
      };
    },
  };
}

describe('workflows that are refused before anything runs', () => {
  test.for([
    {
      title: 'a parameter that the workflow does not have',
      given: { parameters: { color: 'red' } },
      want: {
        code: 'ENGINE_UNKNOWN_PARAMETER',
        message: 'The workflow has no parameter "color". Its parameters are: n.',
      },
    },
    {
      title: 'a template type that is not supported',
      given: { main: { http: { url: 'http://x' } } },
      want: {
        code: 'ENGINE_NO_EXECUTOR',
        message: expect.stringContaining('Template "main" uses "http"'),
      },
    },
    {
      title: 'such a type in an inline template',
      given: { main: { steps: [[{ name: 'a', inline: { plugin: { hello: {} } } }]] } },
      want: {
        code: 'ENGINE_NO_EXECUTOR',
        message: expect.stringContaining('Template "main", inline template 1 uses "plugin"'),
      },
    },
  ])('$title', async ({ given: { main = leaf, parameters = {} }, want }) => {
    const executor = createFakeExecutor();
    const workflow = workflowOf(main, { arguments: { parameters: [{ name: 'n', value: '1' }] } });
    await expect(runWorkflow(workflow, { executor, parameters })).rejects.toMatchObject(want);
    expect(executor.started).toEqual([]);
  });

  test('a template that the executor does not support', async () => {
    const problem = { code: 'ENGINE_IMAGE_COMMAND', message: 'no command' };
    const executor = { ...createFakeExecutor(), findUnsupported: () => problem };
    await expect(runWorkflow(workflowOf(leaf), { executor })).rejects.toMatchObject(problem);
  });
});

test('a parameter without value ends the workflow as in Argo', async () => {
  const workflow = workflowOf(leaf, { arguments: { parameters: [{ name: 'n' }] } });
  const { status } = await runWorkflow(workflow, { executor: createFakeExecutor() });
  expect(status).toMatchObject({
    phase: 'Failed',
    message: 'invalid spec: spec.arguments.n.value or spec.arguments.n.valueFrom is required',
  });
});

test('given parameters replace those of the workflow', async () => {
  const requests: PodRequest[] = [];
  const executor = createFakeExecutor((request): FakePod => {
    requests.push(request);
    return {};
  });
  const main = { container: { image: 'busybox', command: ['echo', '{{workflow.parameters.n}}'] } };
  const workflow = workflowOf(main, { arguments: { parameters: [{ name: 'n', value: '1' }] } });
  await runWorkflow(workflow, { executor, parameters: { n: '2' } });
  expect(requests[0]?.template.container?.command).toEqual(['echo', '2']);
});

test('the given workflow is not changed', async () => {
  const workflow = workflowOf({ steps: [[{ name: 'a', template: 'leaf', withItems: [1, 2] }]] });
  const before = structuredClone(workflow);
  const finished = await runWorkflow(workflow, { executor: createFakeExecutor() });
  expect(workflow).toEqual(before);
  expect(finished.metadata?.labels).toMatchObject({ 'workflows.argoproj.io/phase': 'Succeeded' });
});

test('a generated name ends in five random characters', async () => {
  const workflow = workflowOf(leaf, {}, { generateName: 'hello-' });
  const finished = await runWorkflow(workflow, { executor: createFakeExecutor(), random: () => 0 });
  expect(finished.metadata?.name).toBe('hello-bbbbb');
});

test('stopping ends the pods, runs the exit handler and says so', async () => {
  const stop = new AbortController();
  const never = new Promise(() => undefined);
  const executor = createFakeExecutor(({ nodeName }): FakePod => {
    if (nodeName.endsWith('onExit')) return {};
    setImmediate(() => stop.abort());
    return { ends: never };
  });
  const workflow = workflowOf(
    { steps: [[{ name: 'a', template: 'leaf' }], [{ name: 'b', template: 'leaf' }]] },
    { onExit: 'leaf' },
  );
  const finished = await runWorkflow(workflow, { executor, signal: stop.signal });
  expect(finished.status).toMatchObject({ phase: 'Failed', message: "Stopped with strategy 'Stop'" });
  expect(executor.started).toEqual(['wf[0].a', 'wf.onExit']);
});

test('a run stopped before it starts runs nothing but the exit handler', async () => {
  const executor = createFakeExecutor(({ nodeName }) =>
    nodeName.endsWith('onExit') ? {} : { ends: new Promise(() => undefined) },
  );
  const workflow = workflowOf(leaf, { onExit: 'leaf' });
  const finished = await runWorkflow(workflow, { executor, signal: AbortSignal.abort() });
  expect(finished.status?.phase).toBe('Failed');
});

test('waiting takes no time of its own: a clock that jumps ends a day of sleep at once', async () => {
  const workflow = workflowOf({ suspend: { duration: '24h' } });
  const finished = await runWorkflow(workflow, { executor: createFakeExecutor(), clock: jumpingClock() });
  expect(finished.status).toMatchObject({ phase: 'Succeeded', finishedAt: '1970-01-02T00:00:00Z' });
});

describe('a run that can never end is an error with the reason', () => {
  test.for([
    {
      title: 'a reference to a step of the same group',
      given: {
        steps: [
          [
            { name: 'a', template: 'leaf' },
            { name: 'b', template: 'leaf', when: '{{steps.a.status}} == Succeeded' },
          ],
        ],
      },
      want: 'wf[0]: failed to resolve {{steps.a.status}}',
    },
    {
      title: 'a suspended node without duration',
      given: { suspend: {} },
      want: 'wf is suspended without a duration',
    },
  ])('$title', async ({ given, want }) => {
    const run = runWorkflow(workflowOf(given), { executor: createFakeExecutor() });
    await expect(run).rejects.toMatchObject({
      code: 'ENGINE_STUCK',
      message: expect.stringContaining(want),
      workflow: { status: { phase: 'Running' } },
    });
  });
});

test('the journal holds what happened, from the start to the end', async () => {
  const journal = memoryJournal();
  await runWorkflow(workflowOf(leaf), { executor: createFakeExecutor(), journal });
  const { events } = journal;
  const kinds = ['run', 'start', 'podRunning', 'podStarted', 'podFinished', 'end'];
  expect(events.map(({ kind }) => kind)).toEqual(kinds);
  expect(events.at(-1)).toMatchObject({ phase: 'Succeeded' });
});

test('a journal that cannot be written stops the pods and ends the run with its error', async () => {
  const full = new Error('no space left');
  const journal = {
    append({ kind }: JournalEvent) {
      if (kind === 'podStarted') throw full;
    },
    close: async () => undefined,
  };
  const executor = createFakeExecutor(() => ({ ends: new Promise(() => undefined) }));
  await expect(runWorkflow(workflowOf(leaf), { executor, journal })).rejects.toBe(full);
});

test('the last update is the finished workflow', async () => {
  const seen: Workflow[] = [];
  const executor = createFakeExecutor();
  const finished = await runWorkflow(workflowOf(leaf), {
    executor,
    onUpdate: (workflow) => void seen.push(workflow),
  });
  expect(seen.at(-1)).toEqual(finished);
});

describe('a run whose loops have too many iterations is refused', () => {
  const sequence = (count: number): object => ({ template: 'leaf', withSequence: { count } });
  const goesOn = { continueOn: { failed: true, error: true } };

  test.for<{ title: string; main: object; spec?: object; started: number }>([
    {
      title: 'by a loop of steps after which the workflow would continue',
      main: { steps: [[{ name: 'a', ...sequence(1e9), ...goesOn }], [{ name: 'b', template: 'leaf' }]] },
      started: 0,
    },
    {
      title: 'by a loop of a dag after which the workflow would continue',
      main: {
        dag: {
          tasks: [
            { name: 'a', ...sequence(1e9) },
            { name: 'b', template: 'leaf', depends: 'a.Errored' },
          ],
        },
      },
      started: 0,
    },
    {
      title: 'by loops one after the other',
      main: { steps: [[{ name: 'a', ...sequence(6) }], [{ name: 'b', ...sequence(6) }]] },
      started: 6,
    },
    {
      title: 'by a loop in a loop',
      main: {
        steps: [
          [
            {
              name: 'a',
              inline: { steps: [[{ name: 'b', ...sequence(3) }]] },
              withSequence: { count: 3 },
            },
          ],
        ],
      },
      started: 0,
    },
    {
      title: 'by an exit handler',
      main: { ...leaf },
      spec: {
        onExit: 'exit',
        templates: [
          { ...leaf, name: 'main' },
          leaf,
          { name: 'exit', steps: [[{ name: 'a', ...sequence(11) }]] },
        ],
      },
      started: 1,
    },
  ])('$title', async ({ main, spec, started }) => {
    const executor = createFakeExecutor();
    const run = runWorkflow(workflowOf(main, spec), {
      executor,
      clock: jumpingClock(),
      maximumIterations: 10,
    });
    await expect(run).rejects.toMatchObject({ code: 'ENGINE_TOO_MANY_ITERATIONS' });
    expect(executor.started).toHaveLength(started);
  });
});

test('nodes whose names have the same hash are refused, since one would replace the other', async () => {
  // Found by brute force: Argo's hash of `wf[0].x(0:tf9s35)` is that of `wf[0].x(1:msr2b7)`.
  const steps = [[{ name: 'x', template: 'leaf', withParam: '["tf9s35","msr2b7"]' }]];
  const run = runWorkflow(workflowOf({ steps }), { executor: createFakeExecutor(), clock: jumpingClock() });
  await expect(run).rejects.toMatchObject({ code: 'ENGINE_SAME_NODE_ID' });
});
