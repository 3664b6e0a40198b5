import { ExpressionError } from '../expression-error.ts';
import type { ExpressionNode } from '../language/node.ts';
import { parseExpression } from '../language/parse-expression.ts';

/** A task that a `depends` text names, with the result that it asks for. */
export interface DependsTask {
  readonly task: string;
  /** `Succeeded`, `Failed` and so on; absent when only the task is named. */
  readonly result?: string;
}

/** A `depends` text that was read. */
export interface DependsNode {
  readonly text: string;
  /** Each task once per result, in the order of the text. */
  readonly tasks: readonly DependsTask[];
  /** The condition, with every reference as a name of its own. */
  readonly expression: ExpressionNode;
}

/** The results that a task can have had. */
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

const reference = /([a-zA-Z0-9][-a-zA-Z0-9]*?\.[A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

function readTask(word: string): DependsTask {
  const [task = '', result] = word.split('.');
  return result === undefined ? { task } : { task, result };
}

/**
 * The tasks that a `depends` text names, each once per result, in the order of the text.
 * It finds names by their look, so it works on texts that {@link parseDepends} refuses.
 *
 * @example
 * ```ts
 * dependsTasks('build && test.Failed'); // => [ { task: 'build' }, { task: 'test', result: 'Failed' } ]
 * ```
 */
export function dependsTasks(text: string): readonly DependsTask[] {
  const words = new Set([...text.matchAll(reference)].map(([word]) => word));
  return [...words].map(readTask);
}

/** The letters of the names below: ideographs, of which no keyword and no task name is made. */
const firstLetter = 0x4e00;
const letters = 20_000;
const name = /[\u4e00-\u9c1f]+_*/g;

// A name of its own for every reference keeps task names such as `in` or `1a` out of the expression. It is as long as
// the reference, so that places in messages stay right; so many references that one letter is not enough are long enough for two.
function nameOf(word: string, index: number): string {
  const low = String.fromCharCode(firstLetter + (index % letters));
  const high = index < letters ? '' : nameOf('', Math.floor(index / letters) - 1);
  return `${high}${low}`.padEnd(word.length, '_');
}

/** The names that stand for the references of a text in its condition, by what the text says. */
export function dependsNames(tasks: readonly DependsTask[]): ReadonlyMap<string, string> {
  const words = tasks.map(({ task, result }) => (result === undefined ? task : `${task}.${result}`));
  return new Map(words.map((word, index) => [word, nameOf(word, index)]));
}

/**
 * The condition of a `depends` text.
 *
 * @throws {ExpressionError} `EXPRESSION_DEPENDS` when the text is no condition or asks for a result that no task has
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
  const rewritten = text.replace(reference, (word) => names.get(word) ?? word);
  try {
    return { text, tasks, expression: parseExpression(rewritten) };
  } catch (cause) {
    throw dependsFailure(names, cause);
  }
}

/** The error with the words of the text in place of the names that stand for them. */
export function dependsFailure(names: ReadonlyMap<string, string>, cause: unknown): ExpressionError {
  const words = new Map([...names].map(([word, given]) => [given, word]));
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(
    name,
    (given) => words.get(given) ?? given,
  );
  const location = cause instanceof ExpressionError ? cause.location : undefined;
  return new ExpressionError('EXPRESSION_DEPENDS', message, { location, cause });
}
