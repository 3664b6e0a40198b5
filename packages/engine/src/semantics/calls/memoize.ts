import { describeError } from '../../contract/error-text.ts';
import type { TemplateFields } from '../../manifest/fields.ts';
import { findObject } from '../../manifest/find-object.ts';
import { rfc3339 } from '../../manifest/time-text.ts';
import type { Activity } from '../../state/activity.ts';
import type { MemoEntry } from '../../state/command.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import type { NodeOutputs } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode } from '../../state/tree/create-node.ts';
import { parseMilliseconds } from '../values/argo-duration.ts';
import { kindOf } from './registry.ts';
import { endedActivity } from './start-body.ts';

/** The cache of a template, and the result of this run or of the given objects if there is one. */
export interface MemoLookup {
  readonly hit: MemoEntry | undefined;
}

/**
 * Looks up a template, with its tags replaced, in its cache. Returns undefined if it is not memoized.
 * See docs/semantics/caching-and-locks.md#keys.
 *
 * @throws Error `invalid cache key: ...`, `invalid maxAge: ...`
 */
export function findMemo(run: RunState, template: TemplateFields): MemoLookup | undefined {
  const { memoize } = template;
  if (!memoize) return undefined;
  const { key } = memoize;
  if (!/^[a-zA-Z0-9][-a-zA-Z0-9]*$/.test(key)) throw new Error(`invalid cache key: ${key}`);
  const maxAge = readMaxAge(memoize.maxAge);
  const cache = memoize.cache?.configMap?.name ?? '';
  const known = valueAt(run.memos, memoName(cache, key)) ?? givenMemo(run, cache, key);
  return { hit: known && !isTooOld(run, known, maxAge) ? known : undefined };
}

/** Returns the entry that the cache of a template has, if it is not too old. */
export function storedMemo(
  run: RunState,
  { memoize }: TemplateFields,
  entry: MemoEntry | undefined,
): MemoEntry | undefined {
  return entry && !isTooOld(run, entry, readMaxAge(memoize?.maxAge)) ? entry : undefined;
}

/** Records on a node that the cache has no result for it. */
export function noteMiss(node: RunNode, template: TemplateFields): void {
  const { memoize } = template;
  if (!memoize) return;
  node.fields.memoizationStatus = {
    hit: false,
    key: memoize.key,
    cacheName: memoize.cache?.configMap?.name ?? '',
  };
}

/** Creates a node that takes its outputs from the cache. See docs/semantics/caching-and-locks.md#hits. */
export function rememberOutputs(
  run: RunState,
  body: NodeBody,
  found: { readonly entry: MemoEntry; readonly retried: boolean },
): Activity {
  const node = createNode(run, {
    ...body,
    type: found.retried ? 'Retry' : (kindOf(body.template)?.nodeType(body.template) ?? 'Pod'),
    phase: 'Succeeded',
    withInputs: true,
  });
  const outputs = found.entry.outputs as NodeOutputs | null;
  if (outputs) node.fields.outputs = outputs;
  noteMiss(node, body.template);
  if (node.fields.memoizationStatus) node.fields.memoizationStatus.hit = true;
  return endedActivity(run, node, body);
}

/** Saves the outputs of a node that succeeded in its cache. See docs/semantics/caching-and-locks.md#saving. */
export function saveMemo(run: RunState, template: TemplateFields, node: RunNode): void {
  const { memoize } = template;
  if (!memoize) return;
  const cache = memoize.cache?.configMap?.name ?? '';
  const entry: MemoEntry = {
    nodeID: node.fields.id,
    outputs: node.fields.outputs ?? null,
    creationTimestamp: rfc3339(run.now),
  };
  run.memos[memoName(cache, memoize.key)] = entry;
  run.commands.push({ kind: 'saveMemo', cache, key: memoize.key, entry });
}

function memoName(cache: string, key: string): string {
  return `${cache}/${key}`;
}

function givenMemo(run: RunState, cache: string, key: string): MemoEntry | undefined {
  const text = findObject(run.objects, 'ConfigMap', cache)?.data?.[key];
  if (text === undefined) return undefined;
  try {
    // An earlier run wrote it, or Argo in the same format.
    return JSON.parse(text) as MemoEntry;
  } catch (error) {
    throw new Error(
      `malformed cache entry: could not unmarshal JSON; unable to parse: ${describeError(error)}`,
    );
  }
}

function readMaxAge(text: string | undefined): number {
  if (!text) return Number.POSITIVE_INFINITY;
  try {
    return parseMilliseconds(text);
  } catch (error) {
    throw new Error(`invalid maxAge: ${describeError(error)}`);
  }
}

function isTooOld(run: RunState, entry: MemoEntry, maxAge: number): boolean {
  return Date.parse(entry.creationTimestamp) + maxAge < run.now;
}
