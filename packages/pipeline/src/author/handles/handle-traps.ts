import { describeSource, IDENTIFIER, variableOf } from '../../ir/describe-source.ts';
import type { Source } from '../../ir/graph.ts';
import { fieldSchema } from '../../ir/json/json-schema.ts';
import { knownFields, namesField } from '../../ir/outputs/known-fields.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { fieldSource } from './field-source.ts';
import { type RefusedUse, refuseOutput } from './refuse-output.ts';
import { findUserSite } from './user-site.ts';

/** The method that Node.js calls to print an object. */
const inspectKey: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

/** Key of the source in targets and proxies. */
const sourceKey: unique symbol = Symbol('source');

/** The target of a handle's proxy. Only `console.log` accesses it directly. */
class HandleTarget {
  readonly [sourceKey]: Source;

  constructor(source: Source) {
    this[sourceKey] = source;
  }

  get source(): Source {
    return this[sourceKey];
  }

  /** Returns what `console.log` prints. Node.js calls it on the proxy. */
  [inspectKey](): string {
    return `[${describeSource(this[sourceKey])}]`;
  }
}

type Use = Pick<RefusedUse, 'cannot' | 'advice' | 'code'>;

const COMPUTE = 'Pass it to a component, or compute with expr([output], (value) => ...).';

const AS_VALUE: Use = { cannot: 'be used as a value', advice: COMPUTE };

const AS_TEXT: Use = {
  code: 'PIPELINE_OUTPUT_INSIDE_VALUE',
  cannot: 'be part of a value that is converted to text',
  advice:
    'Pass the list or the object itself to a component, or compute the text with expr([output], (value) => ...).',
};

const AS_LIST: Use = {
  cannot: 'be iterated over',
  advice: 'Write forEach(output, (item) => ...) to run something for each item of a list.',
};

const CHANGED: Use = { cannot: 'be changed', advice: 'Create the right value in a component.' };

const FIELDS_UNKNOWN: Use = {
  cannot: 'be copied or searched field by field: it is not known which fields it will have',
  advice: 'List the fields that you need, { size: output.size }, or create the object in a component.',
};

function refuse({ source }: HandleTarget, use: Use): never {
  throw refuseOutput({ subject: describeSource(source), ...use, location: findUserSite() });
}

/** Methods of every object, which would be about the handle, not the value. */
const inherited: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'toJSON']);

const WITHOUT_FIELDS: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
]);

function hasFields(source: Source): boolean {
  return source.kind === 'branch' || !WITHOUT_FIELDS.has(schemaOf(source).type);
}

/** Creates a factory for proxies of outputs. Their fields are outputs; everything else is refused. */
export function proxyMaker(createHandle: (source: Source) => object): (source: Source) => object {
  const traps = handleTraps(createHandle);
  return (source) => new Proxy(new HandleTarget(source), traps);
}

function handleTraps(createHandle: (source: Source) => object): ProxyHandler<HandleTarget> {
  const readField = ({ source }: HandleTarget, name: string): object =>
    createHandle(fieldSource(source, name, fieldSchema(schemaOf(source), name)));
  const exactFields = (target: HandleTarget): readonly string[] => {
    const fields = knownFields(target.source);
    if (fields === undefined || fields.some(({ optional }) => optional))
      return refuse(target, FIELDS_UNKNOWN);
    return fields.map(({ name }) => name);
  };
  return {
    get(target, name) {
      if (typeof name === 'symbol') return readSymbol(target, name);
      const { source } = target;
      if (inherited.has(name) && !namesField(source, name)) return readInherited(target, name);
      if (hasFields(source)) return readField(target, name);
      // Promises resolved with an output check whether it has `then`.
      return name === 'then' ? undefined : refuse(target, noField(source, name));
    },
    has: (target) => refuse(target, FIELDS_UNKNOWN),
    ownKeys: (target) => [...exactFields(target)],
    getOwnPropertyDescriptor: (target, name) =>
      typeof name === 'string' && exactFields(target).includes(name)
        ? { value: readField(target, name), enumerable: true, configurable: true, writable: true }
        : undefined,
    getPrototypeOf: (target) => refuse(target, AS_VALUE),
    set: (target) => refuse(target, CHANGED),
    defineProperty: (target) => refuse(target, CHANGED),
    deleteProperty: (target) => refuse(target, CHANGED),
    setPrototypeOf: (target) => refuse(target, CHANGED),
    preventExtensions: (target) => refuse(target, CHANGED),
  };
}

function noField(source: Source, name: string): Use {
  const output = variableOf(source);
  return {
    cannot: `be asked for "${name}" here`,
    advice: `Write forEach(${output}, (item) => ...) to run something for each item of a list, or compute with expr([${output}], (value) => value${memberText(name)}).`,
  };
}

function memberText(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function readSymbol(target: HandleTarget, name: symbol): unknown {
  switch (name) {
    case sourceKey:
      return target.source;
    case Symbol.toPrimitive:
      return () => refuse(target, AS_VALUE);
    case Symbol.iterator:
    case Symbol.asyncIterator:
      return () => refuse(target, AS_LIST);
    case Symbol.isConcatSpreadable:
      return mayBeList(target.source) ? refuse(target, AS_LIST) : false;
    default:
      return undefined;
  }
}

function mayBeList(source: Source): boolean {
  const { type, enum: choices, const: only } = schemaOf(source);
  return Array.isArray(type)
    ? type.includes('array')
    : type === 'array' || (type ?? choices ?? only) === undefined;
}

function readInherited(target: HandleTarget, name: string): unknown {
  // Reading these is a use already; the others are methods to be called.
  if (name === 'constructor' || name.startsWith('__')) return refuse(target, AS_VALUE);
  return () => refuse(target, name === 'toJSON' ? AS_TEXT : AS_VALUE);
}
