import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

let library: typeof import('re2js') | undefined;

/** Loads the library at the first pattern: few programs meet one, and its tables would slow every start. */
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

/**
 * Returns the compiled pattern.
 *
 * @throws Error with the message of Go's `regexp` where the text is not a pattern
 */
export function compilePattern(source: string): GoPattern {
  const known = cache.get(source);
  if (known !== undefined) return known;
  let compiled: GoPattern;
  try {
    compiled = new GoPattern(source);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    // Go names the faulty part after each problem, here an empty one.
    throw new Error(message.replace(/trailing backslash at end of expression$/, '$&: ``'), { cause });
  }
  if (cache.size >= 500) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

/** Tells whether the pattern occurs anywhere in the text. */
export function matches(pattern: GoPattern, text: string): boolean {
  return pattern.pattern.matcher(text).find();
}
