import type { SuspendedNode } from '@tiphys/engine';
import { shownLabel } from '@tiphys/models/facts';
import type { AnswerTypes, Question } from '@tiphys/runs';
import { isKnownError } from '../output/render-error.ts';
import { oneLine } from '../show/one-line.ts';
import type { World } from '../world/world.ts';
import type { RunProgress } from './progress.ts';

/** A run that asks people. */
export interface AskingRun {
  readonly name: string;
  /** The options that lead other commands to its place, with a space before each. @default none */
  readonly flags?: string;
  /** Returns the nodes that wait for somebody, or for their time. */
  suspended(): readonly SuspendedNode[];
  /** Returns the types of the answers that a node waits for. @default plain text */
  typesOf?(nodeId: string): AnswerTypes;
  /** Lets a node go on, with values for its outputs by name. */
  resume(nodeId: string, values: Readonly<Record<string, string>>): Promise<void>;
}

/** Asks people what suspended nodes wait for. */
export interface Questions {
  /** Asks what the suspended nodes of a run wait for: at the terminal, or by saying how to answer if there is none. Each node once. */
  ask(run: AskingRun): void;
  /** Ends a question that is on the terminal. */
  close(): void;
}

/** Returns questions that are shown between the progress of a run. */
export function createQuestions(world: World, progress: RunProgress): Questions {
  const asked = new Set<string>();
  const open = new Map<string, AbortController>();
  let turn: Promise<void> = Promise.resolve();
  const begin = (node: SuspendedNode, run: AskingRun): void => {
    const controller = new AbortController();
    open.set(node.nodeId, controller);
    // One after another, since there is one terminal.
    turn = turn.then(() => answer(node, run, { world, progress, signal: controller.signal }));
  };
  return {
    ask(run) {
      const nodes = run.suspended();
      for (const [id, controller] of open) if (!nodes.some(({ nodeId }) => nodeId === id)) controller.abort();
      for (const node of nodes) {
        if (asked.has(node.nodeId) || isPause(node)) continue;
        asked.add(node.nodeId);
        begin(node, run);
      }
    },
    close() {
      for (const controller of open.values()) controller.abort();
    },
  };
}

interface Context {
  readonly world: World;
  readonly progress: RunProgress;
  readonly signal: AbortSignal;
}

async function answer(
  node: SuspendedNode,
  run: AskingRun,
  { world, progress, signal }: Context,
): Promise<void> {
  if (signal.aborted) return;
  const { questionsOf } = await import('@tiphys/runs');
  const questions = questionsOf({ ...node, types: run.typesOf?.(node.nodeId) ?? {} });
  // From the first question on, Ctrl-C leaves the run instead of ending the process at once.
  const { ask, interrupted } = world;
  if (interrupted.aborted) return;
  if (ask === undefined) {
    progress.say(howToAnswer(node, run, { questions }));
    return;
  }
  progress.pause();
  try {
    const values = await askAll(node, questions, (text) => ask(text, signal), world);
    if (values !== undefined && !signal.aborted) await run.resume(node.nodeId, values);
    else if (!signal.aborted) progress.say(howToAnswer(node, run, { questions }));
  } catch (error) {
    // Somebody else may have answered meanwhile.
    if (!isKnownError(error)) throw error;
    progress.say(error.message);
  } finally {
    progress.proceed();
  }
}

/** Returns the answers; undefined if the input ended before the last one. */
async function askAll(
  node: SuspendedNode,
  questions: readonly Question[],
  ask: (text: string) => Promise<string | undefined>,
  world: World,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { err } = world.terminal;
  err(
    `${labelOf(node)} waits for ${questions.length === 0 ? 'your approval' : 'an answer'}.${messagesOf(node, questions)}\n`,
  );
  if (questions.length === 0) return (await ask('Press Enter to go on. ')) === undefined ? undefined : {};
  const values: Record<string, string> = {};
  for (const question of questions) {
    const value = await askOne(question, ask, world);
    if (value === undefined) return undefined;
    values[question.name] = value;
  }
  return values;
}

async function askOne(
  { name, type, description, choices, default: fallback }: Question,
  ask: (text: string) => Promise<string | undefined>,
  { terminal }: World,
): Promise<string | undefined> {
  const { wantedType } = await import('@tiphys/runs');
  if (description !== undefined) terminal.err(`  ${oneLine(description)}\n`);
  const hint = [choices?.join(', '), fallback === undefined ? undefined : `[${fallback}]`]
    .filter(Boolean)
    .join(' ');
  for (;;) {
    const given = await ask(`  ${name}${hint === '' ? '' : ` (${hint})`}: `);
    if (given === undefined) return undefined;
    const value = given.trim() === '' ? fallback : given;
    const wanted = value === undefined ? undefined : wantedType(type, value);
    if (value === undefined) terminal.err('  It has no default. Type a value.\n');
    else if (choices !== undefined && !choices.includes(value))
      terminal.err(`  Choose one of ${choices.join(', ')}.\n`);
    else if (wanted !== undefined) terminal.err(`  Type ${wanted}.\n`);
    else return value;
  }
}

/** Returns the inputs of a node that are not choices: they say what the question is about. */
function messagesOf({ inputs }: SuspendedNode, questions: readonly Question[]): string {
  const texts = inputs
    .filter(({ name, value }) => value !== undefined && !questions.some((question) => question.name === name))
    .map(({ value }) => ` ${oneLine(String(value))}`);
  return texts.join('');
}

/** Tells whether a node only waits for its time: it has a duration, and no outputs. */
export function isPause({ until, outputs }: SuspendedNode): boolean {
  return until !== undefined && outputs.length === 0;
}

/** What a suspended node asks, and the words before the command that answers it. */
export interface OpenQuestions {
  readonly questions: readonly Question[];
  readonly lead?: string;
}

/** Returns what a suspended node of a run waits for, and the command that answers it. */
export function howToAnswer(
  node: SuspendedNode,
  run: Pick<AskingRun, 'name' | 'flags' | 'suspended'>,
  { questions, lead = 'Give it from another terminal:' }: OpenQuestions,
): string {
  const kind = questions.length === 0 ? 'your approval' : 'an answer';
  const values = questions.map(
    (question) => ` -p ${question.name}=${question.default ?? question.choices?.[0] ?? 'VALUE'}`,
  );
  const asksTheSame = run
    .suspended()
    .some(
      ({ nodeId, outputs }) =>
        nodeId !== node.nodeId && outputs.some(({ name }) => questions.some((one) => one.name === name)),
    );
  const selector = values.length === 0 || asksTheSame ? selectorOf(node, run.suspended()) : '';
  const choices = questions.flatMap((question) =>
    question.choices === undefined ? [] : [`  ${question.name} is one of ${question.choices.join(', ')}.`],
  );
  return [
    `${labelOf(node)} waits for ${kind}.${messagesOf(node, questions)} ${lead}`,
    `  tiphys resume ${run.name}${values.join('')}${selector}${run.flags ?? ''}`,
    ...choices,
  ].join('\n');
}

/** Returns the option that selects a node among those that wait, by its name if that is enough. The only one needs none. */
function selectorOf(node: SuspendedNode, waiting: readonly SuspendedNode[]): string {
  const others = waiting.filter(({ nodeId }) => nodeId !== node.nodeId);
  if (others.length === 0) return '';
  // A selector with a comma, and a name with a space or a quote, would need quotes that differ between shells.
  const isPlain =
    /^[\w.-]+$/.test(node.displayName) && others.every(({ displayName }) => displayName !== node.displayName);
  return ` --node-field-selector ${isPlain ? `displayName=${node.displayName}` : `id=${node.nodeId}`}`;
}

function labelOf({ displayName, name }: SuspendedNode): string {
  return oneLine(shownLabel(displayName === '' ? name : displayName));
}
