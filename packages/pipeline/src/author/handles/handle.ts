import type { Source } from '../../ir/graph.ts';
import { sharedSlot } from '../../ir/shared-slot.ts';
import type { Output, OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { proxyMaker } from './handle-traps.ts';

/** The sources of handles. They are not stored in the handles, so that they cannot be copied. */
const sources = sharedSlot('outputs', () => new WeakMap<object, Source>());

const makeProxy = proxyMaker(createHandle);

/** Creates the handle of a source for the body of a pipeline. */
export function createHandle<T>(source: Source): Output<T> {
  const handle = makeProxy(source);
  sources.set(handle, source);
  // The type of an output only exists for the compiler.
  return handle as Output<T>;
}

/** Returns the source behind a handle, or undefined for anything else. */
export function findSource(value: unknown): Source | undefined {
  return typeof value === 'object' && value !== null ? sources.get(value) : undefined;
}

/** Returns the source behind a handle. */
export function sourceOf(handle: OutputHandle<unknown>): Source {
  const source = findSource(handle);
  if (source === undefined)
    throw new PipelineError(
      'PIPELINE_NOT_AN_OUTPUT',
      'This is not an output. Pass what a component, forEach, when or expr returned.',
    );
  return source;
}
