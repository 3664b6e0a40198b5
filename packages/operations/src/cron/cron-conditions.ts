import { createHash } from 'node:crypto';
import {
  evaluateCondition,
  evaluateExpression,
  findTags,
  GoBytes,
  printGoValue,
  substituteTags,
  withSources,
} from '@tiphys/expression';
import { GoTime, utc } from '@tiphys/go';
import type { CronWorkflow } from '@tiphys/models';

/**
 * Returns whether the `when` of a CronWorkflow lets it run. Without one it runs. See docs/semantics/cron-workflows.md#conditions.
 *
 * @throws ExpressionError with Argo's message if the condition is not valid
 */
export function meetsWhen(cron: CronWorkflow, now: Date): boolean {
  const { when = '' } = cron.spec;
  return atTime(cron, now, () => evaluateCondition(substituteText(when, whenVariables(cron))));
}

/**
 * Returns whether the stop strategy of a CronWorkflow ends it.
 *
 * @throws Error with Argo's message if the expression is not valid or not a boolean
 */
export function meetsStopStrategy(cron: CronWorkflow, now: Date): boolean {
  const { stopStrategy } = cron.spec;
  if (!stopStrategy) return false;
  const result = atTime(cron, now, () => evaluateStop(stopStrategy.expression, cron));
  if (typeof result === 'boolean') return result;
  const printed = printGoValue(result);
  throw new Error(
    `failed to evaluate stop expression: unable to cast expression result '${printed}' to bool`,
  );
}

function evaluateStop(expression: string, cron: CronWorkflow): unknown {
  try {
    return evaluateExpression(expression, { cronworkflow: Object.fromEntries(variablesOf(cron)) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`failed to evaluate stop expression: ${reason}`, { cause });
  }
}

/** Substitutes the tags of a text that is not JSON. What replaces a tag is escaped all the same, as in Argo. */
function substituteText(text: string, variables: ReadonlyMap<string, unknown>): string {
  let result = '';
  let at = 0;
  for (const { start, end } of findTags(text)) {
    const value = substituteTags(`"${text.slice(start, end)}"`, variables, { allowUnresolved: false });
    result += `${text.slice(at, start)}${value.slice(1, -1)}`;
    at = end;
  }
  return result + text.slice(at);
}

function whenVariables(cron: CronWorkflow): ReadonlyMap<string, unknown> {
  return new Map([...variablesOf(cron)].map(([name, value]) => [`cronworkflow.${name}`, value]));
}

/** Returns what conditions know of a CronWorkflow. As in Argo, `annotations` holds the labels. */
function* variablesOf({ metadata, status }: CronWorkflow): Generator<readonly [string, unknown]> {
  const { name = '', namespace = '', labels = {}, annotations = {} } = metadata;
  yield ['name', name];
  yield ['namespace', namespace];
  yield ['labels', labels];
  yield ['annotations', labels];
  yield ['failed', BigInt(status?.failed ?? 0)];
  yield ['succeeded', BigInt(status?.succeeded ?? 0)];
  yield ['annotations.json', bytesOf(annotations)];
  yield ['labels.json', bytesOf(labels)];
  const time = status?.lastScheduledTime;
  yield ['lastScheduledTime', time ? new GoTime(BigInt(Date.parse(time)) * 1_000_000n, utc) : null];
}

function bytesOf(map: Readonly<Record<string, string>>): GoBytes {
  const sorted = Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  return new GoBytes([...new TextEncoder().encode(JSON.stringify(sorted))]);
}

/** Evaluates at a given time. Random numbers follow from the time and the name, so that a decision can be repeated. */
function atTime<T>({ metadata }: CronWorkflow, now: Date, action: () => T): T {
  let draws = 0;
  const randomBytes = (count: number): Uint8Array => {
    draws += 1;
    const seed = `${metadata.name} ${now.getTime()} ${draws}`;
    return createHash('shake256', { outputLength: count }).update(seed).digest();
  };
  return withSources({ now: () => now.getTime(), randomBytes }, action);
}
