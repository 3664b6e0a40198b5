import { ExpressionError, evaluateWhen } from '@tiphys/expression';

/** What a tag may become. Where all of these fail, everything will. */
const SAMPLES = ['a', '1', 'true', 'a,b', '=='];
/** Only beside another date: in quotes it counts as a number, too, which no other text does. */
const DATE = '2024-01-01';
const TAG = /\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}/g;
/** So many tags are tried in every combination. */
const MAX_COMBINED = 3;

/**
 * Tells why a condition cannot work, whatever its tags become, in the words of Argo; undefined when it may work. Conditions that `&&` and `||`
 * join are tried one by one, so that one which works does not hide another.
 */
export function findWhenFault(condition: string): string | undefined {
  for (const part of conditionParts(condition)) {
    const fault = findFault(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findFault(condition: string): string | undefined {
  // What is left of a tag is one that this cannot tell the end of.
  if (condition.replace(TAG, '').includes('{{')) return undefined;
  const tags = [...new Set(condition.match(TAG) ?? [])];
  let first: string | undefined;
  const samples = /\d{4}-\d\d/.test(condition) || tags.length > 1 ? [...SAMPLES, DATE] : SAMPLES;
  for (const values of tags.length > MAX_COMBINED ? alike(tags, samples) : combinations(tags, samples)) {
    const fault = tryOut(condition.replace(TAG, (tag) => values.get(tag) ?? tag));
    if (fault === undefined) return undefined;
    first ??= fault;
  }
  // Of many tags, not all combinations are tried: only what no value can mend counts.
  return tags.length > MAX_COMBINED && !isStructural(first ?? '') ? undefined : first;
}

function isStructural(fault: string): boolean {
  return /Invalid token|Unclosed|Unbalanced|Undefined function/.test(fault);
}

function tryOut(text: string): string | undefined {
  try {
    evaluateWhen(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.message;
  }
}

type Values = ReadonlyMap<string, string>;

function* alike(tags: readonly string[], samples: readonly string[]): Generator<Values> {
  for (const sample of samples) yield new Map(tags.map((tag) => [tag, sample]));
}

function* combinations(tags: readonly string[], samples: readonly string[]): Generator<Values> {
  const count = samples.length ** tags.length;
  for (let index = 0; index < count; index++) {
    let rest = index;
    yield new Map(
      tags.map((tag) => {
        const sample = samples[rest % samples.length] ?? '';
        rest = Math.floor(rest / samples.length);
        return [tag, sample];
      }),
    );
  }
}

/** With parentheses or quotes that are not closed, a condition is one part. */
function conditionParts(condition: string): readonly string[] {
  if (/[()]/.test(condition)) return [condition];
  const parts: string[] = [''];
  let isQuoted = false;
  for (const piece of condition.split(/(\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}|['"]|&&|\|\|)/)) {
    if (piece === "'" || piece === '"') isQuoted = !isQuoted;
    if (!isQuoted && (piece === '&&' || piece === '||')) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return isQuoted || parts.some((part) => part.trim() === '') ? [condition] : parts;
}
