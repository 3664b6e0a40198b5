import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnyPipeline } from '@tiphys/pipeline';
import { runPipeline } from '@tiphys/pipeline/testing';
import { expect, test } from 'vitest';
import etl from '../../../examples/etl/pipeline.ts';
import squares from '../../../examples/squares/pipeline.ts';
import { ClientError } from '../src/contract/client-error.ts';
import { createClient } from '../src/pipelines.ts';
import { openLocalPlace } from './local-place.ts';
import { memoryCluster } from './memory-cluster.ts';
import {
  broken,
  caller,
  chosen,
  quiet,
  regions,
  report,
  rollout,
  single,
  takesFile,
  template,
} from './pipelines.ts';

test('a run gives its nodes as they change, its logs and its typed result', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(squares, { count: 4 });
  expect(run.name).toMatch(/^squares-/);
  const seen: string[] = [];
  for await (const { displayName, phase } of run.nodes()) seen.push(`${displayName} ${phase}`);
  expect(seen.indexOf('draw Succeeded')).toBeLessThan(seen.indexOf('total Succeeded'));
  expect(new Set(seen).size).toBe(seen.length);
  await using tested = await runPipeline(squares, { inputs: { count: 4 } });
  await expect(run.result()).resolves.toEqual(tested.outputs);
  expect((await run.wait()).status?.phase).toBe('Succeeded');
});

test('files and large values are read from artifacts, as tests read them', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(
    etl,
    { days: 8 },
    { name: 'etl-run', labels: { team: 'a' } },
  );
  const directory = path.join(place.directory, 'results');
  const result = await run.result({ directory });
  await using tested = await runPipeline(etl, { inputs: { days: 8 } });
  expect(result.summaries).toEqual(tested.outputs.summaries);
  expect(path.dirname(result.report)).toBe(directory);
  expect(readFileSync(result.report, 'utf8')).toBe(readFileSync(tested.outputs.report, 'utf8'));
  const { metadata } = await run.workflow();
  expect(metadata).toMatchObject({ name: 'etl-run', labels: { team: 'a' } });
});

test('no folder is left where the files of a run are not offered', async () => {
  await using place = openLocalPlace();
  const { runs } = place;
  // biome-ignore lint/correctness/useYield: it only fails
  const readArtifact = async function* (): AsyncGenerator<Uint8Array> {
    throw new ClientError('CLIENT_NOT_OFFERED', 'no files');
  };
  const client = createClient(
    new Proxy(runs, { get: (of, key) => (key === 'readArtifact' ? readArtifact : Reflect.get(of, key)) }),
  );
  const run = await client.submit(report, { text: 'a', mode: 'long' });
  const directory = path.join(place.directory, 'nothing');
  await expect(run.result({ directory })).rejects.toMatchObject({ code: 'CLIENT_NOT_OFFERED' });
  expect(existsSync(directory)).toBe(false);
});

test.for<readonly [string, AnyPipeline, Readonly<Record<string, unknown>>, unknown]>([
  ['several outputs', report, { text: 'ab"c\n{{x}}', mode: 'long' }, { file: 'ab"c\n{{x}}', length: 10 }],
  ['one output', single, { text: '12' }, '12'],
  ['defaults', single, {}, 'hello'],
  ['no output', quiet, {}, undefined],
  ['the kind of a template', template, { text: 'once' }, { said: 'once' }],
  ['a call of a template', caller, {}, { text: 'called' }],
])('a pipeline with %s', async ([, pipeline, values, wanted]) => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(pipeline, values);
  const result = await run.result();
  if (typeof result === 'object' && result !== null && 'file' in result)
    expect({ ...result, file: readFileSync(String(result.file), 'utf8') }).toEqual(wanted);
  else expect(result).toEqual(wanted);
});

test('a run that failed names the task, its last attempt only, and its message', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(broken, { code: 4 });
  await expect(run.result()).rejects.toMatchObject({
    code: 'CLIENT_RUN_FAILED',
    message: `The run ${run.name} ended with Failed:\n  fail(1): main: Error (exit code 4)`,
  });
  const lines: string[] = [];
  for await (const { nodeName, text } of run.logs()) lines.push(`${nodeName.replace(/^.*\./, '')} ${text}`);
  expect(lines).toEqual(['fail(0) broken', 'fail(1) broken']);
});

test('questions are answered as soon as they are asked', async () => {
  await using place = openLocalPlace();
  const client = createClient(place.runs);
  const run = await client.submit(rollout, { region: 'us' });
  // It is asked after a pause.
  await expect(run.questions()).resolves.toEqual([]);
  await run.answer('how', { strategy: 'all', share: 25 });
  const other = await client.attach(rollout, run.name);
  await expect(other.answer('how', {}, { signal: AbortSignal.timeout(500) })).rejects.toThrow('timeout');
  await other.answer('really');
  await expect(other.result()).resolves.toEqual({ strategy: 'all', said: 'all', share: 25 });
  await expect(run.answer('really')).rejects.toMatchObject({
    code: 'CLIENT_ANSWER',
    message: `The run ${run.name} has ended without asking "really".`,
  });
});

test('open questions say what they ask for', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(rollout, { region: 'us' });
  const questions = await eventually(run.questions, ({ length }) => length > 0);
  expect(questions).toEqual([
    {
      name: 'how',
      nodeId: expect.stringContaining(run.name),
      message: 'us',
      fields: [
        { name: 'strategy', choices: ['canary', 'all'], default: 'canary' },
        { name: 'share', default: '10' },
      ],
    },
  ]);
});

test.for([
  ['hwo', {}, 'The pipeline rollout does not ask "hwo". Did you mean "how"?'],
  ['how', { strategy: 'some' }, 'Choose one of canary, all.'],
  ['how', { shares: 1 }, 'has no field "shares". Did you mean "share"?'],
] as const)('the answer to %s with %o is refused', async ([question, values, message]) => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(rollout, {});
  const answer = run.answer(question, values);
  await expect(answer).rejects.toMatchObject({
    code: 'CLIENT_ANSWER',
    message: expect.stringContaining(message),
  });
});

test('a branch that no value takes is not a question', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(chosen);
  await expect(run.answer('strategy', {})).rejects.toThrow(
    'The pipeline chosen does not ask "strategy". It asks "how".',
  );
});

test('the second of two answers says that it is too late', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(rollout, {});
  const answers = [run.answer('how', { share: 1 }), run.answer('how', { share: 2 })];
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'CLIENT_ANSWER', message: expect.stringContaining('already has another answer') },
  });
});

test('a question of a loop needs its id while several are open', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(regions);
  const [a, b] = await eventually(run.questions, ({ length }) => length === 2);
  await expect(run.answer('release', { share: 1 })).rejects.toThrow(
    `asks "release" 2 times. Answer one of them by its id:\n  ${a?.nodeId} (`,
  );
  await run.answer(b?.nodeId ?? '', { share: 2 });
  await run.answer('release', { share: 1 });
  await expect(run.result()).resolves.toEqual({ answers: [1, 2] });
});

test.for<readonly [string, AnyPipeline, Readonly<Record<string, unknown>>, string, string]>([
  ['a value of another type', squares, { count: 'five' }, 'PIPELINE_INPUT_INVALID', 'count'],
  ['an unknown input', squares, { cuont: 5 }, 'PIPELINE_UNKNOWN_ARGUMENT', 'Did you mean "count"?'],
  [
    'a list of values',
    squares,
    [5] as never,
    'PIPELINE_INPUT_INVALID',
    'must be an object with values by name, not a list',
  ],
  [
    'null',
    squares,
    null as never,
    'PIPELINE_INPUT_INVALID',
    'must be an object with values by name, not null',
  ],
  ['a missing input', report, {}, 'PIPELINE_MISSING_ARGUMENT', 'needs a value for "text"'],
  ['a file', takesFile, { table: 'a.csv' }, 'PIPELINE_INPUT_REQUIRED', 'table'],
  ['a value that is no choice', report, { text: 'a', mode: 'medium' }, 'PIPELINE_INPUT_INVALID', 'mode'],
])('%s is refused before anything starts', async ([, pipeline, values, code, message]) => {
  await using place = openLocalPlace();
  const submitted = createClient(place.runs).submit(pipeline, values);
  await expect(submitted).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  await expect(place.runs.list()).resolves.toEqual([]);
});

test('a run can be stopped and retried', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(rollout);
  await run.terminate();
  expect((await run.wait()).status?.phase).toBe('Failed');
  await expect(run.result()).rejects.toThrow(`The run ${run.name} ended with Failed`);
  await run.retry();
  await run.answer('how');
  await run.answer('really');
  await expect(run.result()).resolves.toMatchObject({ strategy: 'canary', share: 10 });
});

test('a run is resubmitted with other values', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(report, { text: 'once', mode: 'long' });
  const again = await run.resubmit({ parameters: { text: 'again {{x}}' } });
  expect(again.name).not.toBe(run.name);
  await expect(again.result()).resolves.toMatchObject({ length: 11 });
});

test.for([
  [{ cuont: '5' }, 'PIPELINE_UNKNOWN_ARGUMENT', 'Did you mean "count"?'],
  [{ count: 'five' }, 'PIPELINE_INPUT_NOT_JSON', 'The input "count" takes a number, not "five".'],
  [{ count: 5 as never }, 'PIPELINE_INPUT_INVALID', 'The parameter "count" must be a text, such as'],
  [{ count: null as never }, 'PIPELINE_INPUT_INVALID', 'not null'],
  [{ count: '"5"' }, 'PIPELINE_INPUT_INVALID', 'count must be a number'],
] as const)('a run is not started again with %o', async ([parameters, code, message]) => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(squares, { count: 2 });
  const before = await run.wait();
  for (const again of [run.retry, run.resubmit])
    await expect(again({ parameters })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  expect(await place.runs.list()).toHaveLength(1);
  expect(await run.workflow()).toEqual(before);
});

test('what is not a run of the pipeline is refused', async () => {
  await using place = openLocalPlace();
  const client = createClient(place.runs);
  const { name } = await client.submit(single);
  const attached = await client.attach(squares, name);
  await expect(attached.result()).rejects.toMatchObject({
    code: 'CLIENT_RESULT',
    message: expect.stringContaining(`the run has no output "sum"`),
  });
  await expect(client.attach(single, 'nobody')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
  const wrong = client.submit({} as unknown as AnyPipeline); // as JavaScript can call it
  await expect(wrong).rejects.toMatchObject({ code: 'CLIENT_ARGUMENT' });
});

test('what a pipeline needs is delivered to a cluster first', async () => {
  const { cluster, changes } = memoryCluster();
  const run = await createClient(cluster).submit(caller);
  expect(changes[0]).toMatch(/^apply WorkflowTemplate\/greet-template/);
  expect(changes).toContain('submit');
  expect(run.delivered).toMatchObject([
    { kind: 'WorkflowTemplate', givenName: 'greet-template', action: 'created' },
  ]);
  expect(run.unowned).toEqual([]);
});

test('waiting ends with the signal', async () => {
  await using place = openLocalPlace();
  const run = await createClient(place.runs).submit(regions);
  const reason = new Error('enough');
  const controller = new AbortController();
  const waiting = run.result({ signal: controller.signal });
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
