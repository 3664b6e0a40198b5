import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/**
 * Returns the JSON text of a value as it travels between tasks: ASCII only, without `{{` and DEL, so that Argo hands it on unchanged.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` when JSON cannot carry the value.
 */
export function encodeValue(value: unknown, place = 'The value'): string {
  assertJson(value, place, []);
  return JSON.stringify(value).replace(/\{\{|[\x7f-\uffff]/g, (found) =>
    found.length > 1 ? '\\u007b\\u007b' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns a list in the form that a loop takes: the JSON list of its elements' JSON texts. */
export function encodeItems(list: readonly unknown[]): string {
  return JSON.stringify(list.map((element) => encodeValue(element)));
}

function assertJson(value: unknown, place: string, parents: readonly unknown[]): void {
  const problem = findProblem(value, parents);
  if (problem !== undefined) {
    throw new TaskError(
      'PIPELINE_OUTPUT_NOT_JSON',
      `${place} is ${problem}, which JSON cannot carry.${advice(value)}`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  const inside = [...parents, value];
  if (Array.isArray(value)) {
    // By index: forEach would pass over holes.
    for (let index = 0; index < value.length; index++) assertJson(value[index], `${place}[${index}]`, inside);
    return;
  }
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) assertJson(field, `${place}.${name}`, inside);
  }
}

function findProblem(value: unknown, parents: readonly unknown[]): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'bigint':
      return `the bigint ${value}`;
    case 'string':
    case 'boolean':
      return undefined;
    case 'object': {
      if (value === null) return undefined;
      if (parents.includes(value)) return 'part of itself (a cycle)';
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return kind === 'Object' || kind === 'Array' ? undefined : `a ${kind}`;
    }
    default:
      return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}: ${shortText(value)}`;
  }
}

function advice(value: unknown): string {
  if (typeof value === 'bigint') return ' Return String(value).';
  if (typeof value === 'number' || value === undefined) return ' Return null or a number.';
  if (value instanceof Date) return ' Return value.toISOString().';
  if (value instanceof Map) return ' Return Object.fromEntries(value).';
  return value instanceof Set ? ' Return [...value].' : '';
}
