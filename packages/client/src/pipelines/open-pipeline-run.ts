import type { Workflow } from '@tiphys/models';
import { encodeParameters, type Received } from '@tiphys/pipeline/compile';
import { type CallOptions, hasEnded, type Runs } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { SubmittedRun } from '../delivering/submit-with-objects.ts';
import { answerQuestion } from './answer-question.ts';
import type { CompiledForRun } from './compile-for-run.ts';
import { describeFailure } from './describe-failure.ts';
import { followNodes } from './follow-nodes.ts';
import { openQuestions } from './open-questions.ts';
import type { PipelineRun } from './pipeline-run.ts';
import { readResult } from './read-result.ts';

/** Returns the run of a pipeline. */
export function openPipelineRun<TResult>(
  runs: Runs,
  name: string,
  prepared: CompiledForRun,
  delivered: Pick<SubmittedRun, 'objects' | 'unowned'> = { objects: [], unowned: [] },
): PipelineRun<TResult> {
  const { compiled } = prepared;
  const wait = (call?: CallOptions): Promise<Workflow> => waitForEnd(runs, name, call);
  return {
    name,
    delivered: delivered.objects,
    unowned: delivered.unowned,
    workflow: (call) => runs.get(name, call),
    nodes: (call) => followNodes(runs.watch(name, call)),
    wait,
    async result(options = {}) {
      const workflow = await wait(options);
      if (workflow.status?.phase !== 'Succeeded')
        throw new ClientError('CLIENT_RUN_FAILED', describeFailure(workflow));
      // The outputs are those of the pipeline.
      return (await readResult(runs, { workflow, compiled }, options)) as Received<TResult>;
    },
    logs: (options) => runs.logs(name, options),
    questions: async (call) => openQuestions(await runs.get(name, call)),
    answer: (question, values = {}, call = {}) =>
      answerQuestion(runs, { run: name, question, values, prepared }, call),
    stop: (options) => runs.stop(name, options),
    terminate: (call) => runs.terminate(name, call),
    suspend: (call) => runs.suspend(name, call),
    resume: (options) => runs.resume(name, options),
    retry: async (options = {}) => runs.retry(name, withParameters(compiled, options)),
    async resubmit(options = {}) {
      const { metadata } = await runs.resubmit(name, withParameters(compiled, options));
      return openPipelineRun<TResult>(runs, metadata.name ?? '', prepared);
    },
  };
}

/** Argo would ignore a parameter that the workflow does not have, and take any text for a value. */
function withParameters<T extends { readonly parameters?: Readonly<Record<string, string>> | undefined }>(
  compiled: CompiledForRun['compiled'],
  options: T,
): T {
  const { parameters } = options;
  return parameters === undefined
    ? options
    : { ...options, parameters: encodeParameters(compiled, parameters) };
}

async function waitForEnd(runs: Runs, name: string, call: CallOptions = {}): Promise<Workflow> {
  let workflow: Workflow | undefined;
  for await (const current of runs.watch(name, call)) workflow = current;
  call.signal?.throwIfAborted();
  if (workflow !== undefined && hasEnded(workflow)) return workflow;
  throw new ClientError(
    'CLIENT_RUN_OPEN',
    `The run ${name} in ${runs.place} has not ended, and nothing continues it: its phase is ${workflow?.status?.phase ?? 'unknown'}. Continue it with \`tiphys resume ${name}\`.`,
  );
}
