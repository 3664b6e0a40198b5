import type { FieldType } from '@tiphys/models/tables';

/** A type whose values have no parts. */
export type ScalarType = Exclude<FieldType, { kind: 'reference' | 'list' | 'map' }>;

/** The pattern of quantities in the CRDs. */
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** Returns the name of the type of a value in OpenAPI. */
export function openApiType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Returns the API server's message for a value of another type. */
export function wrongType(value: unknown, wanted: string, path: string): string {
  const found = JSON.stringify(openApiType(value));
  return `Invalid value: ${found}: ${path} in body must be of type ${wanted}: ${found}`;
}

/** Returns what the API server says of a value that has no parts; undefined if it accepts it. */
export function findScalarProblem(value: unknown, type: ScalarType, path: string): string | undefined {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string'
        ? findTextProblem(value, type, path)
        : wrongType(value, 'string', path);
    case 'integer':
    case 'number':
      return findNumberProblem(value, type, path);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType(value, 'boolean', path);
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
        ? undefined
        : wrongType(value, 'integer,string', path);
    case 'quantity':
      return findQuantityProblem(value, path);
    case 'time':
      return typeof value === 'string' ? undefined : wrongType(value, 'string', path);
    // The CRDs accept every value of parameters.
    case 'scalar':
    case 'any':
      return undefined;
    default:
      return assertNever(type);
  }
}

function findTextProblem(
  value: string,
  type: Extract<FieldType, { kind: 'string' }>,
  path: string,
): string | undefined {
  const length = [...value].length;
  if (type.enum !== undefined && !type.enum.includes(value) && value !== '')
    return unsupported(value, type.enum);
  if (type.const !== undefined && value !== type.const) return unsupported(value, [type.const]);
  if (type.maxLength !== undefined && length > type.maxLength)
    return `Too long: may not be more than ${type.maxLength} bytes`;
  if (type.minLength !== undefined && length < type.minLength)
    return `Invalid value: ${JSON.stringify(value)}: ${path} in body should be at least ${type.minLength} chars long`;
  if (type.pattern !== undefined && !new RegExp(type.pattern, 'u').test(value))
    return mismatch(value, type.pattern, path);
  return undefined;
}

function unsupported(value: string, allowed: readonly string[]): string {
  return `Unsupported value: ${JSON.stringify(value)}: supported values: ${allowed.map((one) => JSON.stringify(one)).join(', ')}`;
}

function mismatch(value: string, pattern: string, path: string): string {
  return `Invalid value: ${JSON.stringify(value)}: ${path} in body should match '${pattern}'`;
}

function findNumberProblem(
  value: unknown,
  type: Extract<FieldType, { kind: 'integer' | 'number' }>,
  path: string,
): string | undefined {
  if (typeof value !== 'number' || (type.kind === 'integer' && !Number.isInteger(value)))
    return wrongType(value, type.kind, path);
  if (type.minimum !== undefined && value < type.minimum)
    return `Invalid value: ${value}: ${path} in body should be greater than or equal to ${type.minimum}`;
  if (type.maximum !== undefined && value > type.maximum)
    return `Invalid value: ${value}: ${path} in body should be less than or equal to ${type.maximum}`;
  return undefined;
}

function findQuantityProblem(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return undefined;
  if (typeof value !== 'string') return wrongType(value, 'integer,string', path);
  return new RegExp(QUANTITY).test(value) ? undefined : mismatch(value, QUANTITY, path);
}

function assertNever(type: never): never {
  throw new Error(`unreachable: ${JSON.stringify(type)}`);
}
