import type { NodeStatus } from '@tiphys/models';
import { toWorkflow } from '@tiphys/models/facts';
import { OperationError } from '@tiphys/operations';
import { type Answer, didYouMean, encodeAnswer, findQuestions, isNamed } from '@tiphys/pipeline/compile';
import { type CallOptions, type Runs, RunsError } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { CompiledForRun } from './compile-for-run.ts';
import { askingNodes } from './open-questions.ts';

interface Given {
  readonly run: string;
  readonly question: string;
  readonly values: Answer;
  readonly prepared: CompiledForRun;
}

/**
 * Answers a question as soon as it is asked, and waits until the run has taken the answer.
 *
 * @throws ClientError `CLIENT_ANSWER`
 */
export async function answerQuestion(runs: Runs, given: Given, call: CallOptions): Promise<void> {
  const { run, question, values } = given;
  assertAsked(given);
  const node = await waitForQuestion(runs, given, call);
  const { inputs, outputs } = node;
  const fields = { inputs: inputs?.parameters ?? [], outputs: outputs?.parameters ?? [] };
  const texts = encodeAnswer(fields, values, (problem) => {
    throw new ClientError('CLIENT_ANSWER', `The question "${question}" of ${run} ${problem}`);
  });
  try {
    await runs.resume(run, { ...call, nodeFieldSelector: `id=${node.id}`, parameters: texts });
  } catch (error) {
    if (!isRefusal(error) || (await isOpen(runs, run, node.id, call))) throw error;
    throw new ClientError(
      'CLIENT_ANSWER',
      `The question "${question}" of ${run} already has another answer, from somebody else or after its time. This one was not used.`,
    );
  }
  // What is read next must not show the question as open.
  for await (const { status } of runs.watch(run, call))
    if (status?.nodes?.[node.id]?.phase !== 'Running') return;
}

/** Tells whether an answer was refused. If the connection broke, the question may have got this very answer. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ClientError) return error.serverMessage !== undefined;
  return error instanceof RunsError || error instanceof OperationError;
}

/** Tells whether a question still waits for its answer. One that has its values goes on in a moment. */
async function isOpen(runs: Runs, run: string, id: string, call: CallOptions): Promise<boolean> {
  const node = askingNodes(await runs.get(run, call)).find((one) => one.id === id);
  const outputs = node?.outputs?.parameters ?? [];
  return node !== undefined && !outputs.some(({ value }) => value !== undefined);
}

/** Checks that the pipeline asks the question. What is in templates of the cluster is not known. */
function assertAsked({ run, question, prepared: { compiled, objects } }: Given): void {
  if (compiled.remotes.length > 0 || question.startsWith(`${run}-`)) return;
  const known = [...new Set(findQuestions({ workflow: toWorkflow(compiled.manifest), objects }))];
  if (known.includes(question.replace(/\(.*$/s, ''))) return;
  const list = known.length === 0 ? 'It asks none.' : `It asks ${known.map((one) => `"${one}"`).join(', ')}.`;
  throw new ClientError(
    'CLIENT_ANSWER',
    `The pipeline ${compiled.name} does not ask "${question}". ${didYouMean(question, known) ?? list}`,
  );
}

async function waitForQuestion(
  runs: Runs,
  { run, question }: Given,
  { signal }: CallOptions,
): Promise<NodeStatus> {
  for await (const workflow of runs.watch(run, { signal })) {
    const asking = askingNodes(workflow);
    const exact = asking.filter(({ id, displayName }) => id === question || displayName === question);
    const [first, ...others] = exact.length > 0 ? exact : asking.filter((node) => isNamed(node, question));
    if (first === undefined) continue;
    if (others.length === 0) return first;
    const ids = [first, ...others].map(({ id, name }) => `  ${id} (${name})`).join('\n');
    throw new ClientError(
      'CLIENT_ANSWER',
      `The run ${run} asks "${question}" ${others.length + 1} times. Answer one of them by its id:\n${ids}`,
    );
  }
  signal?.throwIfAborted();
  throw new ClientError('CLIENT_ANSWER', `The run ${run} has ended without asking "${question}".`);
}
