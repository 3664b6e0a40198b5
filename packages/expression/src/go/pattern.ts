import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

let library: typeof import('re2js') | undefined;

/** Few programs meet a pattern, and the tables of the library cost every start much of its time: it loads at the first. */
function loadLibrary(): typeof import('re2js') {
  library ??= createRequire(import.meta.url)('re2js') as typeof import('re2js');
  return library;
}

/** A compiled regular expression of Go (RE2: linear time). */
export class GoPattern {
  readonly pattern: RE2JS;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
    this.pattern = loadLibrary().RE2JS.compile(source);
  }

  toString(): string {
    return this.source;
  }
}

const cache = new Map<string, GoPattern>();

/** The compiled pattern. Throws a plain error with the message of Go's `regexp` when it is none. */
export function compilePattern(source: string): GoPattern {
  const known = cache.get(source);
  if (known !== undefined) return known;
  let compiled: GoPattern;
  try {
    compiled = new GoPattern(source);
  } catch (cause) {
    throw new Error(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  if (cache.size >= 500) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

/** Whether the pattern occurs anywhere in the text. */
export function matches(pattern: GoPattern, text: string): boolean {
  return pattern.pattern.matcher(text).find();
}
