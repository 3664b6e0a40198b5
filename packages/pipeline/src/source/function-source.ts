import { sharedSlot } from '../ir/shared-slot.ts';

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

const sources = sharedSlot('function-sources', () => new WeakMap<object, FunctionSource>());

/** Registers the text of a function for {@link findFunctionSource}, and returns the function. */
export function registerFunctionSource<T extends (...values: never[]) => unknown>(
  fn: T,
  source: FunctionSource,
): T {
  sources.set(fn, source);
  return fn;
}

/** Returns the source text of a function, or undefined if no loader has registered it. */
export function findFunctionSource(fn: unknown): FunctionSource | undefined {
  return typeof fn === 'function' ? sources.get(fn) : undefined;
}
