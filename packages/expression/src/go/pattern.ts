import { RE2JS } from 're2js';

/** A compiled regular expression of Go (RE2: linear time). */
export class GoPattern {
  readonly pattern: RE2JS;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
    this.pattern = RE2JS.compile(source);
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
