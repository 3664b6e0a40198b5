import { sharedKey, sharedName } from '../ir/shared-slot.ts';

/** The part of `node:inspector` that is used here. */
type Inspector = typeof import('node:inspector');
type Session = InstanceType<Inspector['Session']>;

/** A value as V8's inspector describes it. */
interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
  readonly description?: string;
}

interface Property {
  readonly name: string;
  readonly value?: RemoteValue;
}

interface Properties {
  readonly result: readonly Property[];
  readonly internalProperties?: readonly Property[];
}

/** The object through which values pass between the inspector and this module. */
interface Exchange {
  readonly given: unknown;
  readonly found: Record<string, unknown>;
}

const KEY = sharedKey('closure-variables');
const EXCHANGE = `globalThis[Symbol.for(${JSON.stringify(sharedName('closure-variables'))})]`;

/**
 * Returns the variables around a function that no loader has read, such as one in a test. V8's inspector knows them.
 *
 * Returns undefined where there is no inspector.
 */
export function readClosure(
  fn: (...values: never[]) => unknown,
): Readonly<Record<string, unknown>> | undefined {
  const names = namesIn(String(fn));
  if (names.size === 0) return {};
  const inspector = process.getBuiltinModule('node:inspector') as Inspector | undefined;
  if (inspector === undefined) return undefined;
  const exchange: Exchange = { given: fn, found: {} };
  const session = new inspector.Session();
  try {
    session.connect();
    Object.defineProperty(globalThis, KEY, { value: exchange, configurable: true });
    for (const scope of scopesOf(session)) readScope(session, scope, { names, exchange });
    return exchange.found;
  } catch {
    // The inspector may be switched off, or see another global object. Then variables are refused as unknown.
    return undefined;
  } finally {
    Reflect.deleteProperty(globalThis, KEY);
    session.disconnect();
  }
}

/** Returns the names that a function may read and that are not its parameters, and more. */
function namesIn(text: string): ReadonlySet<string> {
  const arrow = text.indexOf('=>');
  const parameters = new Set(arrow === -1 ? [] : identifiersIn(text.slice(0, arrow)));
  return new Set(
    identifiersIn(arrow === -1 ? text : text.slice(arrow)).filter((name) => !parameters.has(name)),
  );
}

function identifiersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w$.]|\.\s)[\p{ID_Start}_$][\p{ID_Continue}$]*/gu)].map(([name]) => name);
}

/** Returns the scopes around the function, the innermost first, without the global one. */
function scopesOf(session: Session): readonly string[] {
  const { result } = post<{ result: RemoteValue }>(session, 'Runtime.evaluate', {
    expression: `${EXCHANGE}.given`,
  });
  const { internalProperties = [] } = propertiesOf(session, result.objectId);
  const scopes = internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
  return propertiesOf(session, scopes).result.flatMap(({ name, value }) => {
    const isLocal = /^\d+$/.test(name) && value?.description?.startsWith('Global') === false;
    return isLocal && value?.objectId !== undefined ? [value.objectId] : [];
  });
}

function readScope(
  session: Session,
  scope: string,
  { names, exchange: { found } }: { readonly names: ReadonlySet<string>; readonly exchange: Exchange },
): void {
  for (const { name, value } of propertiesOf(session, scope).result) {
    if (!names.has(name) || Object.hasOwn(found, name) || value === undefined) continue;
    if (value.objectId === undefined) found[name] = plainValue(value);
    else
      post(session, 'Runtime.callFunctionOn', {
        objectId: value.objectId,
        functionDeclaration: `function (name) { ${EXCHANGE}.found[name] = this; }`,
        arguments: [{ value: name }],
      });
  }
}

function plainValue({ type, value, unserializableValue }: RemoteValue): unknown {
  if (unserializableValue === undefined) return value;
  return type === 'bigint' ? BigInt(unserializableValue.slice(0, -1)) : Number(unserializableValue);
}

function propertiesOf(session: Session, objectId: string | undefined): Properties {
  if (objectId === undefined) return { result: [] };
  return post(session, 'Runtime.getProperties', { objectId, ownProperties: true });
}

/** Sends a message. V8 answers at once, because the session is in the same thread. */
function post<T>(session: Session, method: string, parameters: object): T {
  let answer: { readonly error: Error | null; readonly value: unknown } | undefined;
  session.post(method, parameters, (error: Error | null, value: unknown) => {
    answer = { error, value };
  });
  if (answer === undefined || answer.error !== null)
    throw new Error(`the inspector does not answer ${method}`);
  // The protocol defines the answer of each method.
  return answer.value as T;
}
