import { KubectlError, serverError } from '../kubectl-error.ts';
import { isMap, type KubeObject } from './kube-object.ts';

/** How a field of a built-in kind is checked. */
type FieldType = 'text' | 'boolean' | 'texts' | 'bytes' | 'any';

const OBJECT_FIELDS: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  ConfigMap: { data: 'texts', binaryData: 'bytes', immutable: 'boolean' },
  Secret: { data: 'bytes', stringData: 'texts', type: 'text', immutable: 'boolean' },
};

const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_NAME = 253;

/**
 * Checks an object as the API server does before it stores it: names, unknown fields and types.
 *
 * @throws KubectlError with the message of kubectl
 */
export function checkObject(object: KubeObject, describe: (message: string) => string): void {
  checkFields(object, describe);
  const { name = '' } = object.metadata;
  if (name === '') throw invalid(object, 'metadata.name: Required value: name or generateName is required');
  if (object.kind.endsWith('Role') || object.kind.endsWith('Binding')) return;
  if (!NAME.test(name)) {
    throw invalid(
      object,
      `metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    );
  }
  if (name.length > LONGEST_NAME)
    throw invalid(object, `metadata.name: Invalid value: "${name}": must be no more than 253 characters`);
}

/** Returns the error for an object that the API server finds invalid. */
export function invalid({ kind, metadata }: KubeObject, reason: string): KubectlError {
  return new KubectlError('Invalid', `The ${kind} "${metadata.name ?? ''}" is invalid: ${reason}`);
}

function checkFields(object: KubeObject, describe: (message: string) => string): void {
  const { kind, apiVersion } = object;
  const types = OBJECT_FIELDS[kind];
  if (types === undefined) return;
  const [version = ''] = apiVersion.split('/').slice(-1);
  const refuse = (reason: string): KubectlError =>
    serverError(
      'BadRequest',
      describe(`${kind} in version "${version}" cannot be handled as a ${kind}: ${reason}`),
    );
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (['apiVersion', 'kind', 'metadata'].includes(name)) continue;
    const type = types[name];
    if (type === undefined) unknown.push(`unknown field "${name}"`);
    else if (value !== null) {
      const problem = findTypeProblem(value, type, `${kind}.${name}`);
      if (problem !== undefined) throw refuse(problem);
    }
  }
  if (unknown.length > 0) throw refuse(`strict decoding error: ${unknown.join(', ')}`);
}

function findTypeProblem(value: unknown, type: FieldType, field: string): string | undefined {
  if (type === 'any') return undefined;
  if (type === 'text') return typeof value === 'string' ? undefined : mismatch(value, field, 'string');
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : mismatch(value, field, 'bool');
  const element = type === 'texts' ? 'string' : '[]uint8';
  if (!isMap(value)) return mismatch(value, field, `map[string]${element}`);
  for (const item of Object.values(value)) {
    if (item === null) continue;
    if (typeof item !== 'string') return mismatch(item, field, type === 'texts' ? 'string' : '[]uint8');
    const bad = type === 'bytes' ? badBase64(item) : undefined;
    if (bad !== undefined) return `illegal base64 data at input byte ${bad}`;
  }
  return undefined;
}

function mismatch(value: unknown, field: string, type: string): string {
  const found = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `json: cannot unmarshal ${found} into Go struct field ${field} of type ${type}`;
}

/** Returns where Go's decoder stops; undefined if it does not. It skips line breaks. */
function badBase64(text: string): number | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return undefined;
  const wrong = compact.search(/[^A-Za-z0-9+/]/);
  return wrong < 0 ? compact.length - (compact.length % 4) : wrong;
}
