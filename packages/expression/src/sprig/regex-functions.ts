import { compilePattern, type GoPattern, matches, quoteGo } from '@tiphys/go';
import { nilSlice } from '../values/value.ts';
import { define } from './define.ts';

/** Compiles a pattern. Throws the message of Go's `regexp.MustCompile` if it is not valid. */
function mustCompile(pattern: string): GoPattern {
  try {
    return compilePattern(pattern);
  } catch (error) {
    const quoted = pattern.includes('`') ? quoteGo(pattern) : `\`${pattern}\``;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`regexp: Compile(${quoted}): ${reason}`);
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly group: Groups;
}

type Groups = (name: string | number) => string;

/** Yields the matches of a pattern from left to right. As in Go, an empty match directly after another is skipped. */
function* matchesOf({ pattern }: GoPattern, text: string): Generator<Match> {
  const matcher = pattern.matcher(text);
  let previous = -1;
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start < end || start !== previous) {
      yield { start, end, text: matcher.group() ?? '', group: (name) => groupOf(matcher, name) };
    }
    previous = end;
  }
}

function findAll(pattern: GoPattern, text: string, limit: bigint): readonly string[] {
  const found: string[] = [];
  if (limit !== 0n) {
    for (const match of matchesOf(pattern, text)) {
      found.push(match.text);
      if (BigInt(found.length) === limit) break;
    }
  }
  return found.length === 0 ? (nilSlice as readonly string[]) : found;
}

function find({ pattern }: GoPattern, text: string): string {
  const matcher = pattern.matcher(text);
  return matcher.find() ? (matcher.group() ?? '') : '';
}

function replaceLiteral(pattern: GoPattern, text: string, replacement: string): string {
  return replaceEach(pattern, text, () => replacement);
}

function replaceEach(pattern: GoPattern, text: string, replace: (group: Groups) => string): string {
  let output = '';
  let at = 0;
  for (const { start, end, group } of matchesOf(pattern, text)) {
    output += text.slice(at, start) + replace(group);
    at = end;
  }
  return output + text.slice(at);
}

function groupOf(matcher: ReturnType<GoPattern['pattern']['matcher']>, name: string | number): string {
  try {
    return matcher.group(name) ?? '';
  } catch {
    return '';
  }
}

/** Replaces all matches with a template of Go: `$1`, `${1}`, `$name`, `${name}`, `$$`. Names are as long as possible. */
function replaceAll(pattern: GoPattern, text: string, template: string): string {
  return replaceEach(pattern, text, (group) =>
    template.replace(
      /\$(?:\$|(\w+)|\{(\w+)\})/g,
      (whole, bare: string | undefined, braced: string | undefined) => {
        if (whole === '$$') return '$';
        const name = bare ?? braced ?? '';
        return group(/^\d+$/.test(name) ? Number(name) : name);
      },
    ),
  );
}

function split(pattern: GoPattern, text: string, limit: bigint): readonly string[] {
  if (limit === 0n) return nilSlice as readonly string[];
  if (pattern.source !== '' && text === '') return [''];
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  for (const match of matchesOf(pattern, text)) {
    if (limit > 0n && BigInt(parts.length) === limit - 1n) break;
    end = match.start;
    if (match.end !== 0) parts.push(text.slice(begin, end));
    begin = match.end;
  }
  if (end !== text.length) parts.push(text.slice(begin));
  return parts;
}

function test(pattern: string, text: string): boolean {
  try {
    return matches(compilePattern(pattern), text);
  } catch {
    return false;
  }
}

type Compile = (pattern: string) => GoPattern;

const replacer =
  (compile: Compile, replace: typeof replaceAll) =>
  (pattern: string, text: string, by: string): string =>
    replace(compile(pattern), text, by);
const lister =
  (compile: Compile, list: typeof findAll) =>
  (pattern: string, text: string, limit: bigint): readonly string[] =>
    list(compile(pattern), text, limit);
const finder = (compile: Compile) => (pattern: string, text: string) => find(compile(pattern), text);

/** sprig's functions for regular expressions. */
export const regexFunctions: Readonly<Record<string, unknown>> = {
  regexMatch: define('string string -> bool', test),
  mustRegexMatch: define('string string -> bool', (pattern: string, text: string) =>
    matches(compilePattern(pattern), text),
  ),
  regexFindAll: define('string string int -> strings', lister(mustCompile, findAll)),
  mustRegexFindAll: define('string string int -> strings', lister(compilePattern, findAll)),
  regexFind: define('string string -> string', finder(mustCompile)),
  mustRegexFind: define('string string -> string', finder(compilePattern)),
  regexReplaceAll: define('string string string -> string', replacer(mustCompile, replaceAll)),
  mustRegexReplaceAll: define('string string string -> string', replacer(compilePattern, replaceAll)),
  regexReplaceAllLiteral: define('string string string -> string', replacer(mustCompile, replaceLiteral)),
  mustRegexReplaceAllLiteral: define(
    'string string string -> string',
    replacer(compilePattern, replaceLiteral),
  ),
  regexSplit: define('string string int -> strings', lister(mustCompile, split)),
  mustRegexSplit: define('string string int -> strings', lister(compilePattern, split)),
  regexQuoteMeta: define('string -> string', (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};
