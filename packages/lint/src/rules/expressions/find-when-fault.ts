import { ExpressionError, evaluateWhen } from '@tiphys/expression';

/** Samples of what a tag may become. Where all of them fail, every value fails. */
const SAMPLES = ['a', '1', 'true', 'a,b', '=='];
/** A quoted date also counts as a number, unlike other text, so it is tried only beside another date or tag. */
const DATE = '2024-01-01';
const TAG = /\{\{(?:[^{}]|\{\{[^{}]*\}\})*\}\}/g;
/** Up to this many tags, all combinations of samples are tried. */
const MAX_COMBINED = 3;

/**
 * Returns Argo's message for a condition that fails whatever its tags become; undefined when it may work. Parts joined by `&&` and `||`
 * are tried one by one, so that a part that works does not hide another.
 */
export function findWhenFault(condition: string): string | undefined {
  for (const part of conditionParts(condition)) {
    const fault = findFault(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findFault(condition: string): string | undefined {
  // The end of this tag cannot be found.
  if (condition.replace(TAG, '').includes('{{')) return undefined;
  const tags = [...new Set(condition.match(TAG) ?? [])];
  let first: string | undefined;
  const samples = /\d{4}-\d\d/.test(condition) || tags.length > 1 ? [...SAMPLES, DATE] : SAMPLES;
  for (const values of tags.length > MAX_COMBINED ? alike(tags, samples) : combinations(tags, samples)) {
    const fault = tryOut(condition.replace(TAG, (tag) => values.get(tag) ?? tag));
    if (fault === undefined) return undefined;
    first ??= fault;
  }
  // With many tags, not all combinations are tried, so only faults that no value can fix count.
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

/** A condition with parentheses or an open quote is one part. */
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
