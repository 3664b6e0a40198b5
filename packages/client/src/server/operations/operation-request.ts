import type { OperationTable } from '@tiphys/models/operations';
import { ClientError } from '../../contract/client-error.ts';
import { encodeText } from '../../requests/encode-text.ts';
import { isRecord } from '../../requests/is-record.ts';
import { jsonText } from '../../requests/json-text.ts';
import type { ApiRequest } from '../../transport/transport.ts';
import { encodeValue } from '../server-path.ts';

/** A request whose fields are not known yet. */
type Given = Readonly<Record<string, unknown>>;

/**
 * Returns the request of an operation.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for a parameter that is missing, unknown or not of its type
 */
export function operationRequest(name: string, table: OperationTable, given: unknown = {}): ApiRequest {
  if (!isRecord(given)) throw wrong(name, 'takes an object with its parameters by name');
  const request = given;
  const inPath = [...table.path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const known = [...inPath, ...(table.query.length > 0 ? ['query'] : []), ...(table.hasBody ? ['body'] : [])];
  refuseUnknown(name, 'parameter', request, known);
  if (table.hasBody && request.body === undefined) throw wrong(name, 'needs a body');
  const path = table.path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeText(segmentOf(name, table, parameter, request[parameter])),
  );
  const query = queryOf(name, table, request.query);
  return {
    method: table.method,
    path: query === '' ? path : `${path}?${query}`,
    text: table.hasBody ? jsonText(request.body) : undefined,
  };
}

function refuseUnknown(name: string, what: string, given: Given, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const list = known.length === 0 ? 'none' : known.join(', ');
  throw wrong(name, `has no ${what} ${JSON.stringify(unknown)}. It has: ${list}`);
}

/** Returns a parameter of the path. One that is empty, or `..`, would make it the path of another operation. */
function segmentOf(name: string, { path }: OperationTable, parameter: string, value: unknown): string {
  if (value === undefined) throw wrong(name, `needs the parameter "${parameter}"`);
  // A list of all namespaces has an empty one.
  const mayBeEmpty = parameter === 'namespace' && path.endsWith('/{namespace}');
  const isUsable = typeof value === 'string' && value !== '.' && value !== '..';
  if (isUsable && (value !== '' || mayBeEmpty)) return value;
  throw wrong(name, `needs a name as "${parameter}", not ${JSON.stringify(value)}`);
}

function queryOf(name: string, table: OperationTable, given: unknown = {}): string {
  if (!isRecord(given)) throw wrong(name, 'takes its query as an object with parameters by name');
  refuseUnknown(name, 'query parameter', given, table.query);
  const pairs = Object.entries(given).flatMap(([parameter, value]) =>
    textsOf(name, parameter, value).map((text) => `${parameter}=${encodeValue(text)}`),
  );
  return pairs.join('&');
}

/** A parameter may be given several times, and is left out if it is undefined. */
function textsOf(name: string, parameter: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => textsOf(name, parameter, one));
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (typeof value === 'string' || typeof value === 'boolean' || isNumber) return [String(value)];
  throw wrong(name, `needs text, a number or a boolean as "${parameter}"`);
}

function wrong(name: string, problem: string): ClientError {
  return new ClientError('CLIENT_ARGUMENT', `${name} ${problem}.`);
}
