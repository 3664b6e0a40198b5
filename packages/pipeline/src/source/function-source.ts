import { sharedSlot } from '../ir/shared-slot.ts';
import { readClosure } from './closure-variables.ts';

/** The source text of a function and its location. */
export interface FunctionSource {
  /** TypeScript or JavaScript. */
  readonly text: string;
  /** Absolute path of the module. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Starts at 1. */
  readonly column: number;
}

/** Returns the current values of the variables that a function captures, by name. Throws if one of them has no value yet. */
export type ReadCaptured = () => Readonly<Record<string, unknown>>;

interface Registered {
  readonly source: FunctionSource;
  readonly captured: ReadCaptured | undefined;
}

const sources = sharedSlot('function-sources', () => new WeakMap<object, Registered>());

/** Registers the text of a function for {@link findFunctionSource}, with the variables that it captures, and returns the function. */
export function registerFunctionSource<T extends (...values: never[]) => unknown>(
  fn: T,
  source: FunctionSource,
  captured?: ReadCaptured,
): T {
  sources.set(fn, { source, captured });
  return fn;
}

/** Returns the source text of a function, or undefined if no loader has registered it. */
export function findFunctionSource(fn: unknown): FunctionSource | undefined {
  return typeof fn === 'function' ? sources.get(fn)?.source : undefined;
}

/** Returns the values of the variables that a function captures; undefined if they are unknown. */
export function readCaptured(
  fn: (...values: never[]) => unknown,
): Readonly<Record<string, unknown>> | undefined {
  const known = sources.get(fn);
  return known === undefined ? readClosure(fn) : (known.captured?.() ?? {});
}
