import { tokenize } from '../language/lexer.ts';
import { describeToken } from '../language/token.ts';

/** Names that appear only while a workflow runs. An expression with one of them waits for it. */
const LATE_NAMES: readonly string[] = [
  'item',
  'retries',
  'lastRetry.exitCode',
  'lastRetry.status',
  'lastRetry.duration',
  'lastRetry.message',
  'workflow.status',
  'workflow.failures',
];

function words(text: string): readonly string[] | undefined {
  const tokens = tokenize(text);
  if (tokens.at(-1)?.kind === 'error') return undefined;
  return tokens.filter(({ kind }) => kind !== 'eof').map(describeToken);
}

function holds(expression: string, name: string): boolean {
  if (!expression.includes(name)) return false;
  const haystack = words(expression) ?? [];
  const needle = words(name) ?? [];
  return haystack.some((_, start) => needle.every((word, index) => haystack[start + index] === word));
}

/** Tells whether an expression refers to a name that does not exist yet. */
export function waitsForLateName(expression: string, isKnown: (name: string) => boolean): boolean {
  return LATE_NAMES.some((name) => holds(expression, name) && !isKnown(name));
}
