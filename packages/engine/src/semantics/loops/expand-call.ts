import type { Variables } from '@tiphys/expression';
import { type JsonSpan, scanJson } from '@tiphys/go';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError } from '../../contract/error-text.ts';
import type { CallFields, SequenceFields } from '../../manifest/fields.ts';
import type { RunState } from '../../state/run-state.ts';
import { takeIterations } from '../limits/iterations.ts';
import { substituteJson } from '../values/substitution.ts';
import { isPlainlyFalse } from '../values/when.ts';
import { type LoopItem, readLoopItem } from './loop-item.ts';
import { sequenceItems } from './sequence.ts';

/**
 * Tells whether a step or task is a loop. An empty `withItems` does not make one.
 * See docs/semantics/loops.md#what-is-a-loop.
 */
export function isLoop(call: CallFields): boolean {
  return Boolean(call.withItems?.length || call.withParam || call.withSequence);
}

/**
 * Expands a loop into its steps or tasks, with the tags of the item replaced. Returns the call itself if it is not a loop.
 *
 * @throws Error with Argo's message if the list cannot be read, or if an item has no value for a tag
 * @throws EngineError `ENGINE_TOO_MANY_ITERATIONS` if the run exceeds its limit
 */
export function expandCall<T extends CallFields>(
  run: LoopLimits,
  call: T,
  variables: Variables,
): readonly T[] {
  if (!isLoop(call)) return [call];
  const { withItems: _items, withParam: _param, withSequence: _sequence, ...body } = call;
  const json = JSON.stringify(body);
  // When `when` is false without the item, tags without a value are left alone.
  // See docs/semantics/substitution.md#strict-loops.
  const strictness = isPlainlyFalse(call.when) ? 'lenient' : 'everything';
  return loopItems(run, call).map((item, index) => {
    const values = new Map([...variables, ...item.variables]);
    const expanded = substituteJson(json, values, strictness) as T;
    return { ...expanded, name: `${call.name}(${index}:${item.description})` };
  });
}

type LoopLimits = Pick<RunState, 'iterations' | 'limits'>;

function loopItems(run: LoopLimits, call: CallFields): readonly LoopItem[] {
  const announce = (count: number): void => takeIterations(run, call.name ?? '', count);
  if (call.withItems?.length) {
    announce(call.withItems.length);
    return call.withItems.map((item) => readLoopItem(JSON.stringify(withSortedKeys(item))));
  }
  if (call.withParam) {
    const spans = readList(call.withParam, call.when);
    announce(spans.length);
    const text = call.withParam;
    return spans.map((part) => readLoopItem(text, part));
  }
  return call.withSequence ? readSequence(call.withSequence, call.when, announce) : [];
}

/** Sorts the keys of maps as the API server does when it stores a workflow. */
function withSortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, withSortedKeys(item)]));
}

function readSequence(
  sequence: SequenceFields,
  when: string | undefined,
  announce: (count: number) => void,
): readonly LoopItem[] {
  try {
    return sequenceItems(sequence, announce).map((text) => readLoopItem(text));
  } catch (error) {
    if (error instanceof EngineError || !isPlainlyFalse(when)) throw error;
    return [];
  }
}

function readList(text: string, when: string | undefined): readonly JsonSpan[] {
  try {
    const span = scanJson(text);
    if (span.kind === 'null') return [];
    if (span.kind !== 'array') {
      const kind = span.kind === 'true' || span.kind === 'false' ? 'bool' : span.kind;
      throw new Error(`json: cannot unmarshal ${kind} into Go value of type []v1alpha1.Item`);
    }
    return span.parts;
  } catch (error) {
    if (isPlainlyFalse(when)) return [];
    const reason = describeError(error);
    throw new Error(`withParam value could not be parsed as a JSON list: ${text.trim()}: ${reason}`);
  }
}
