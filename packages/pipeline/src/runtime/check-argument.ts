import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/** An error of an ajv validator. */
export interface CheckFinding {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An ajv validator: returns whether a value is valid, and stores its findings in `errors`. */
export interface Check {
  (value: unknown): boolean;
  errors?: readonly CheckFinding[] | null;
}

/** An input with its check; without a check, or with 0, it takes any value. */
export interface CheckedInput {
  readonly name: string;
  readonly optional?: boolean;
  readonly check?: Check | 0;
}

/**
 * Checks the value of an input and returns it. Argo expressions return null for a missing field of an object, so an optional input that
 * does not take null is omitted then, as in TypeScript.
 *
 * @throws TaskError `PIPELINE_INPUT_INVALID`, with the path and the expected type (`values[2] must be number, got "a"`)
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
  // For a union, ajv lists the errors of each member, and the union itself last.
  const last = findings[findings.length - 1];
  if (last === undefined) return 'it does not match the schema';
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
  return last.message ?? 'does not match the schema';
}
