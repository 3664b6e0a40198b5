import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/** One finding of a validator made by ajv. */
export interface CheckFinding {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator made by ajv: returns whether the value fits, and leaves its findings in `errors`. */
export interface Check {
  (value: unknown): boolean;
  errors?: readonly CheckFinding[] | null;
}

/** An input and what is asked of it: nothing where there is no check, or 0. */
export interface CheckedInput {
  readonly name: string;
  readonly optional?: boolean;
  readonly check?: Check | 0;
}

/**
 * Returns the value of an input, checked. An expression of Argo gives null for a field that an object does not have: an optional input that
 * takes no null is then left out, as it would be in TypeScript.
 *
 * @throws TaskError `PIPELINE_INPUT_INVALID`, which says what was expected where (`values[2] must be number, got "a"`).
 */
export function checkArgument(task: string, input: CheckedInput, value: unknown): unknown {
  const { name, optional, check } = input;
  if (value === undefined || !check || check(value)) return value;
  if (value === null && optional) return undefined;
  throw new TaskError(
    'PIPELINE_INPUT_INVALID',
    `Input "${name}" of ${task}: ${findMismatch(name, value, check.errors ?? [])}.`,
  );
}

function findMismatch(input: string, value: unknown, findings: readonly CheckFinding[]): string {
  // Of a union ajv lists what each member misses, and the union itself last.
  const last = findings[findings.length - 1];
  if (last === undefined) return 'it does not fit';
  let place = input;
  let found: unknown = value;
  for (const part of last.instancePath.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    place += Array.isArray(found) ? `[${key}]` : `.${key}`;
    found = (found as Record<string, unknown>)[key];
  }
  return `${place} ${expectation(findings, last)}, got ${shortText(found)}`;
}

function expectation(findings: readonly CheckFinding[], last: CheckFinding): string {
  const wanted = new Set<string>();
  for (const { instancePath, keyword, params } of findings) {
    if (instancePath !== last.instancePath) continue;
    if (keyword === 'type') wanted.add(String(params.type).replaceAll(',', ' or '));
    if (keyword === 'const') wanted.add(JSON.stringify(params.allowedValue));
    if (keyword === 'enum')
      for (const one of params.allowedValues as unknown[]) wanted.add(JSON.stringify(one));
  }
  if (wanted.size > 0) return `must be ${[...wanted].join(' or ')}`;
  if (last.keyword === 'additionalProperties')
    return `must not have the field "${last.params.additionalProperty}"`;
  return last.message ?? 'does not fit';
}
