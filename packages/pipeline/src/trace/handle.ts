import type { Output, OutputHandle } from '../output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { proxyMaker } from './handle-traps.ts';
import { sharedSlot } from './shared-slot.ts';
import type { Source } from './source.ts';

/** The sources behind handles. Nothing is stored in a handle, so that nothing can be copied out of it. */
const sources = sharedSlot('outputs', () => new WeakMap<object, Source>());

const makeProxy = proxyMaker(createHandle);

/** Returns the handle that a pipeline's body works with. */
export function createHandle<T>(source: Source): Output<T> {
  const handle = makeProxy(source);
  sources.set(handle, source);
  // The phantom type of an output exists only for the compiler.
  return handle as unknown as Output<T>;
}

/** Returns the source behind a handle, or undefined for anything else. */
export function findSource(value: unknown): Source | undefined {
  return typeof value === 'object' && value !== null ? sources.get(value) : undefined;
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
