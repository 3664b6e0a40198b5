import { scalarText } from '@tiphys/models/facts';
import type { FieldType } from '@tiphys/models/tables';
import type { ProblemLog } from './problem-log.ts';
import { describeScalar, isQuantity } from './scalars.ts';

/** The types whose values have no parts. */
export type ScalarType = Exclude<FieldType, { kind: 'reference' | 'list' | 'map' }>;

/** Returns a value that has no parts if it is of a type; undefined otherwise, with the problem in the log. */
export function conformScalar(value: unknown, type: ScalarType, log: ProblemLog): unknown {
  switch (type.kind) {
    case 'string':
      return conformString(value, type, log);
    case 'integer':
    case 'number':
      return conformNumber(value, type, log);
    case 'boolean':
      return typeof value === 'boolean' ? value : log.wrongType(value, 'true or false');
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
        ? value
        : log.wrongType(value, 'an integer or a string');
    case 'quantity':
      return typeof value === 'number' || (typeof value === 'string' && isQuantity(value))
        ? value
        : log.wrongType(value, 'a quantity such as 500m or 1Gi');
    case 'scalar':
      return conformParameterValue(value, log);
    case 'time':
      return typeof value === 'string' ? value : log.wrongType(value, 'a time as a string');
    case 'any':
      return value;
    default:
      return assertNever(type);
  }
}

function conformString(
  value: unknown,
  type: Extract<FieldType, { kind: 'string' }>,
  log: ProblemLog,
): string | undefined {
  if (typeof value !== 'string') {
    log.wrongType(value, 'a string');
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }
  if (value.includes('{{') || value === '') return value;
  if (type.const !== undefined && value !== type.const)
    log.refused(value, `be "${type.const}"`, [type.const]);
  if (type.enum && !type.enum.includes(value))
    log.refused(value, `be one of ${type.enum.join(', ')}`, type.enum);
  if (type.maxLength !== undefined && value.length > type.maxLength)
    log.refused(value, `have at most ${type.maxLength} characters`);
  if (type.pattern !== undefined && !matches(value, type.pattern))
    log.refused(value, `match ${type.pattern}`);
  return value;
}

function conformNumber(
  value: unknown,
  type: Extract<FieldType, { kind: 'integer' | 'number' }>,
  log: ProblemLog,
): number | undefined {
  const isRight = typeof value === 'number' && (type.kind === 'number' || Number.isInteger(value));
  if (!isRight) return log.wrongType(value, type.kind === 'integer' ? 'an integer' : 'a number');
  if (type.minimum !== undefined && value < type.minimum)
    log.refused(String(value), `be at least ${type.minimum}`);
  if (type.maximum !== undefined && value > type.maximum)
    log.refused(String(value), `be at most ${type.maximum}`);
  return value;
}

/** Values of parameters become strings; a list or an object becomes an empty string. */
function conformParameterValue(value: unknown, log: ProblemLog): string {
  const text = scalarText(value);
  if (text === undefined) log.add({ kind: 'ignoredValue', found: describeScalar(value) });
  return text ?? '';
}

const patterns = new Map<string, RegExp>();

function matches(value: string, pattern: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern, 'u');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

function assertNever(type: never): never {
  throw new Error(`unreachable: ${JSON.stringify(type)}`);
}
