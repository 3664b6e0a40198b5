import type { NodeStatus, Workflow } from '@tiphys/models';
import { shownLabel } from '@tiphys/models/facts';
import { matchesNode, parseNodeFieldSelector } from '@tiphys/operations';
import { answerTypesOf, wantedType } from './answer-types.ts';
import { type AskingNode, type Question, questionsOf, waitingNodes } from './questions.ts';
import type { ResumeOptions, SetNodeOptions } from './runs.ts';
import { RunsError } from './runs-error.ts';
import { suggest } from './suggest.ts';

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

/**
 * Checks values that are set in suspended nodes, as {@link readAnswers} checks answers: Argo takes a value that is none of the choices, and it
 * cannot be corrected afterwards. What else Argo refuses, such as an output that has a value, is not checked.
 *
 * @throws RunsError `RUNS_ANSWER` if a value does not fit, or a node has no such output
 */
export function assertNodeValues(
  workflow: Workflow,
  { nodeFieldSelector, parameters = {} }: Pick<SetNodeOptions, 'nodeFieldSelector' | 'parameters'>,
): void {
  const selector = parseNodeFieldSelector(nodeFieldSelector);
  const run = workflow.metadata.name ?? '';
  for (const node of waitingNodes(workflow).filter((one) => matchesNode(selector, one))) {
    const asking = askingNode(workflow, node);
    const expected = asking.outputs?.map(({ name }) => name) ?? [];
    for (const name of Object.keys(parameters))
      if (!expected.includes(name)) throw notExpected(name, expected, { node, run });
    for (const question of questionsOf(asking)) {
      const value = parameters[question.name];
      if (value !== undefined) assertFits(question, value, { node, run });
    }
  }
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
  const { name, choices, default: fallback } = question;
  const label = shownLabel(node.displayName ?? node.name);
  if (value === undefined && fallback === undefined)
    throw new RunsError(
      'RUNS_ANSWER',
      `${label} waits for a value of "${name}"${listOf(choices)}. Pass it with -p ${name}=${choices?.[0] ?? 'VALUE'}`,
      { run },
    );
  if (value !== undefined) assertFits(question, value, { node, run });
}

function assertFits(
  { name, type, choices }: Question,
  value: string,
  { node, run }: { readonly node: NodeStatus; readonly run: string },
): void {
  const label = node.displayName ?? node.name;
  const wanted = wantedType(type, value);
  if (wanted !== undefined && choices === undefined)
    throw new RunsError('RUNS_ANSWER', `"${value}" is not ${wanted}, which "${name}" of ${label} takes.`, {
      run,
    });
  if (choices === undefined || choices.includes(value)) return;
  throw new RunsError(
    'RUNS_ANSWER',
    `"${value}" is not a choice of "${name}" of ${label}${listOf(choices)}.${suggest(value, choices)}`,
    { run },
  );
}

function noneMatches(workflow: Workflow, selector: string): RunsError {
  const run = workflow.metadata.name ?? '';
  const names = waitingNodes(workflow).map(({ displayName, name }) => shownLabel(displayName ?? name));
  const known = names.length === 0 ? 'It has none.' : `Suspended nodes: ${names.join(', ')}.`;
  return new RunsError('RUNS_ANSWER', `No suspended node of ${run} matches "${selector}". ${known}`, { run });
}

function notAsked(name: string, run: string, questions: readonly Question[]): RunsError {
  const names = [...new Set(questions.map((question) => question.name))];
  const known =
    names.length === 0 ? 'No suspended node asks for a value.' : `They ask for ${names.join(', ')}.`;
  return new RunsError(
    'RUNS_ANSWER',
    `No suspended node of ${run} asks for "${name}".${suggest(name, names)} ${known}`,
    {
      run,
    },
  );
}

function notExpected(
  name: string,
  expected: readonly string[],
  { node, run }: { readonly node: NodeStatus; readonly run: string },
): RunsError {
  const known = expected.length === 0 ? 'It has no outputs.' : `It expects ${expected.join(', ')}.`;
  const label = node.displayName ?? node.name;
  return new RunsError(
    'RUNS_ANSWER',
    `The node ${label} does not expect the output "${name}".${suggest(name, expected)} ${known}`,
    { run },
  );
}

function listOf(choices: readonly string[] | undefined): string {
  return choices === undefined ? '' : ` (one of ${choices.join(', ')})`;
}
