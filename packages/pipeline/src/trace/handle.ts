import type { Output, OutputHandle } from '../output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { fieldSchema, schemaOf } from './schema-of.ts';
import type { Source } from './source.ts';

/** Key of the source in a handle; the same in every copy of this package. */
const sourceKey: unique symbol = Symbol.for('@tiphys/pipeline/source') as never;

function refuseAsValue(): never {
  throw new PipelineError('PIPELINE_OUTPUT_AS_VALUE', {
    message:
      'An output was used as a value, but it is known only when the workflow runs. ' +
      'Hand it to a component, or compute with expr([output], (value) => ...).',
  });
}

class Handle {
  readonly [sourceKey]: Source;

  constructor(source: Source) {
    this[sourceKey] = source;
  }

  toString(): string {
    return refuseAsValue();
  }

  toJSON(): string {
    throw new PipelineError('PIPELINE_OUTPUT_INSIDE_VALUE', {
      message:
        'An output stands inside a value that was turned into text, but it is known only when the workflow runs. ' +
        'Hand the list or the object itself to a component, or compute the text with expr([output], (value) => ...).',
    });
  }

  [Symbol.toPrimitive](): string {
    return refuseAsValue();
  }

  [Symbol.iterator](): Iterator<never> {
    return refuseAsValue();
  }
}

const fieldReader: ProxyHandler<Handle> = {
  get(handle, name) {
    if (typeof name === 'symbol' || name === 'toString' || name === 'toJSON')
      return Reflect.get(handle, name);
    // What is awaited is asked for `then`; an output is no promise.
    if (name === 'then') return undefined;
    const of = handle[sourceKey];
    const schema = fieldSchema(schemaOf(of), name);
    return createHandle({ kind: 'field', scope: of.scope, of, name, schema });
  },
};

const withoutFields: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
]);

/** Returns the handle that a pipeline's body works with. */
export function createHandle<T>(source: Source): Output<T> {
  const handle = new Handle(source);
  const fields = source.kind === 'branch' || !withoutFields.has(schemaOf(source).type);
  // The phantom type of an output exists only for the compiler.
  return (fields ? new Proxy(handle, fieldReader) : handle) as unknown as Output<T>;
}

/** Returns the source behind a handle, or undefined for anything else. */
export function findSource(value: unknown): Source | undefined {
  return typeof value === 'object' && value !== null ? (value as Handle)[sourceKey] : undefined;
}

/** Returns the source behind a handle. */
export function sourceOf(handle: OutputHandle<unknown>): Source {
  const source = findSource(handle);
  if (source === undefined)
    throw new PipelineError('PIPELINE_NOT_AN_OUTPUT', {
      message: 'An output of a task was expected here, and something else was given.',
    });
  return source;
}
