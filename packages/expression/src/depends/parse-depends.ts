import { ExpressionError } from '../expression-error.ts';
import type { ExpressionNode } from '../language/node.ts';
import { parseExpression } from '../language/parse-expression.ts';

/** A task in a `depends` text, with the requested result. */
export interface DependsTask {
  readonly task: string;
  /** `Succeeded`, `Failed` and so on. Absent for a bare task name. */
  readonly result?: string;
}

/** A parsed `depends` text. */
export interface DependsNode {
  readonly text: string;
  /** Each task once per result, in the order of the text. */
  readonly tasks: readonly DependsTask[];
  /** The condition, with a separate name for every reference. */
  readonly expression: ExpressionNode;
}

/** The possible results of a task. */
export const dependsResults: readonly string[] = [
  'Succeeded',
  'Failed',
  'Errored',
  'Skipped',
  'Omitted',
  'Daemoned',
  'AnySucceeded',
  'AllFailed',
];

const REFERENCE = /([a-zA-Z0-9][-a-zA-Z0-9]*?\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

function readTask(word: string): DependsTask {
  const [task = '', result] = word.split('.');
  return result === undefined ? { task } : { task, result };
}

/**
 * Lists the tasks in a `depends` text, each once per result, in the order of the text. Finds names with a pattern, so it also works on
 * texts that {@link parseDepends} refuses.
 *
 * @example
 * ```ts
 * dependsTasks('build && test.Failed'); // => [ { task: 'build' }, { task: 'test', result: 'Failed' } ]
 * ```
 */
export function dependsTasks(text: string): readonly DependsTask[] {
  const words = new Set([...text.matchAll(REFERENCE)].map(([word]) => word));
  return [...words].map(readTask);
}

/** First letter for generated names. Ideographs appear in no keyword and no task name. */
const FIRST_LETTER = 0x4e00;
const LETTERS = 20_000;
const NAME = /[\u4e00-\u9c1f]+_*/g;

// A separate name for every reference keeps task names such as `in` or `1a` out of the expression. It has the length of the reference, so
// that positions in messages stay right. With more references than letters, references are long enough for two letters.
function nameOf(word: string, index: number): string {
  const low = String.fromCharCode(FIRST_LETTER + (index % LETTERS));
  const high = index < LETTERS ? '' : nameOf('', Math.floor(index / LETTERS) - 1);
  return `${high}${low}`.padEnd(word.length, '_');
}

/** Returns the generated name of each reference in a text. */
export function dependsNames(tasks: readonly DependsTask[]): ReadonlyMap<string, string> {
  const words = tasks.map(({ task, result }) => (result === undefined ? task : `${task}.${result}`));
  return new Map(words.map((word, index) => [word, nameOf(word, index)]));
}

/**
 * Parses a `depends` text.
 *
 * @throws {ExpressionError} `EXPRESSION_DEPENDS` if the text is not a valid condition, or has an unknown result
 * @see https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/
 */
export function parseDepends(text: string): DependsNode {
  const tasks = dependsTasks(text);
  for (const { task, result } of tasks) {
    if (result !== undefined && !dependsResults.includes(result)) {
      throw new ExpressionError(
        'EXPRESSION_DEPENDS',
        `task result '${result}' for task '${task}' is invalid`,
      );
    }
  }
  const names = dependsNames(tasks);
  const rewritten = text.replace(REFERENCE, (word) => names.get(word) ?? word);
  try {
    return { text, tasks, expression: parseExpression(rewritten) };
  } catch (cause) {
    throw dependsFailure(names, cause);
  }
}

/** Returns an error with the original references instead of the generated names. */
export function dependsFailure(names: ReadonlyMap<string, string>, cause: unknown): ExpressionError {
  const words = new Map([...names].map(([word, given]) => [given, word]));
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(
    NAME,
    (given) => words.get(given) ?? given,
  );
  const location = cause instanceof ExpressionError ? cause.location : undefined;
  return new ExpressionError('EXPRESSION_DEPENDS', message, { location, cause });
}
