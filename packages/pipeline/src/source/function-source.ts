import { sharedSlot } from '../trace/shared-slot.ts';

/** The text of a function as the user wrote it, and where it starts. */
export interface FunctionSource {
  /** TypeScript or JavaScript. */
  readonly text: string;
  /** Absolute path of the module. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

const sources = sharedSlot('function-sources', () => new WeakMap<object, FunctionSource>());

/** Returns the given function after noting its text; {@link findFunctionSource} finds it. */
export function registerFunctionSource<T extends (...values: never[]) => unknown>(
  fn: T,
  source: FunctionSource,
): T {
  sources.set(fn, source);
  return fn;
}

/** Returns the text of a function as the user wrote it, or undefined for a function that no loader has registered. */
export function findFunctionSource(fn: unknown): FunctionSource | undefined {
  return typeof fn === 'function' ? sources.get(fn) : undefined;
}
