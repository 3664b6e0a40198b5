import type { NodeStatus, Workflow } from '@tiphys/models';
import { matchesNode, parseNodeFieldSelector } from '@tiphys/operations';
import { answerTypesOf, wantedType } from './answer-types.ts';
import { type AskingNode, type Question, questionsOf, waitingNodes } from './questions.ts';
import type { ResumeOptions } from './runs.ts';
import { RunsError } from './runs-error.ts';

/** Lets a suspended node go on. */
export interface NodeAnswer {
  readonly nodeId: string;
  /** Values for its outputs, by name. Outputs without a value get their defaults. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Returns what lets suspended nodes go on: those of the selector that ask for one of the given values, or without values all of them.
 *
 * @throws RunsError `RUNS_ANSWER` if a value is missing, is none of the choices, or nobody asks for it, or if no node matches the selector
 */
export function readAnswers(workflow: Workflow, options: ResumeOptions): readonly NodeAnswer[] {
  const { nodeFieldSelector = '', parameters = {} } = options;
  const selector = parseNodeFieldSelector(nodeFieldSelector);
  const run = workflow.metadata.name ?? '';
  const names = Object.keys(parameters);
  const matching = waitingNodes(workflow).filter((node) => matchesNode(selector, node));
  if (nodeFieldSelector !== '' && matching.length === 0) throw noneMatches(workflow, nodeFieldSelector);
  const asking = matching.map((node) => ({ node, questions: questionsOf(askingNode(workflow, node)) }));
  for (const name of names)
    if (!asking.some(({ questions }) => questions.some((one) => one.name === name)))
      throw notAsked(
        name,
        run,
        asking.flatMap(({ questions }) => questions),
      );
  const chosen = asking.filter(
    ({ questions }) => names.length === 0 || questions.some(({ name }) => Object.hasOwn(parameters, name)),
  );
  for (const { node, questions } of chosen)
    for (const question of questions) assertAnswered(question, parameters[question.name], { node, run });
  return chosen.map(({ node, questions }) => ({
    nodeId: node.id,
    values: Object.fromEntries(
      questions.flatMap(({ name }) => (parameters[name] === undefined ? [] : [[name, parameters[name]]])),
    ),
  }));
}

function askingNode(workflow: Workflow, node: NodeStatus): AskingNode {
  const { inputs, outputs } = node;
  const types = answerTypesOf(workflow, node);
  return { inputs: inputs?.parameters ?? [], outputs: outputs?.parameters ?? [], types };
}

function assertAnswered(
  question: Question,
  value: string | undefined,
  { node, run }: { readonly node: NodeStatus; readonly run: string },
): void {
  const { name, type, choices, default: fallback } = question;
  const label = node.displayName ?? node.name;
  if (value === undefined && fallback === undefined)
    throw new RunsError(
      'RUNS_ANSWER',
      `${label} waits for a value of "${name}"${listOf(choices)}. Pass it with -p ${name}=${choices?.[0] ?? 'VALUE'}`,
      { run },
    );
  if (value === undefined) return;
  const wanted = wantedType(type, value);
  if (wanted !== undefined && choices === undefined)
    throw new RunsError('RUNS_ANSWER', `"${value}" is not ${wanted}, which "${name}" of ${label} takes.`, {
      run,
    });
  if (choices === undefined || choices.includes(value)) return;
  throw new RunsError(
    'RUNS_ANSWER',
    `"${value}" is not a choice of "${name}" of ${label}${listOf(choices)}.`,
    { run },
  );
}

function noneMatches(workflow: Workflow, selector: string): RunsError {
  const run = workflow.metadata.name ?? '';
  const names = waitingNodes(workflow).map(({ displayName, name }) => displayName ?? name);
  const known = names.length === 0 ? 'It has none.' : `Suspended nodes: ${names.join(', ')}.`;
  return new RunsError('RUNS_ANSWER', `No suspended node of ${run} matches "${selector}". ${known}`, { run });
}

function notAsked(name: string, run: string, questions: readonly Question[]): RunsError {
  const names = [...new Set(questions.map((question) => question.name))];
  const known =
    names.length === 0 ? 'No suspended node asks for a value.' : `They ask for ${names.join(', ')}.`;
  return new RunsError('RUNS_ANSWER', `No suspended node of ${run} asks for "${name}". ${known}`, { run });
}

function listOf(choices: readonly string[] | undefined): string {
  return choices === undefined ? '' : ` (one of ${choices.join(', ')})`;
}
