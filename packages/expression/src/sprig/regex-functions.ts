import { compilePattern, type GoPattern, matches } from '@tiphys/go';
import { nilSlice } from '../values/value.ts';
import { define } from './define.ts';

function findAll(pattern: string, text: string, limit: bigint): readonly string[] {
  const matcher = compilePattern(pattern).pattern.matcher(text);
  const found: string[] = [];
  while ((limit < 0n || BigInt(found.length) < limit) && matcher.find()) found.push(matcher.group() ?? '');
  return found.length === 0 ? (nilSlice as readonly string[]) : found;
}

function find(pattern: string, text: string): string {
  const matcher = compilePattern(pattern).pattern.matcher(text);
  return matcher.find() ? (matcher.group() ?? '') : '';
}

function replaceLiteral(pattern: string, text: string, replacement: string): string {
  return replaceEach(pattern, text, () => replacement);
}

type Groups = (name: string | number) => string;

function replaceEach(pattern: string, text: string, replace: (group: Groups) => string): string {
  const matcher = compilePattern(pattern).pattern.matcher(text);
  let output = '';
  let at = 0;
  while (matcher.find()) {
    output += text.slice(at, matcher.start());
    output += replace((name) => groupOf(matcher, name));
    at = matcher.end();
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

/** Go's templates: `$1`, `${1}`, `$name`, `${name}`, `$$`; a name takes as many letters as it can. */
function replaceAll(pattern: string, text: string, template: string): string {
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

function split(pattern: string, text: string, limit: bigint): readonly string[] {
  if (limit === 0n) return nilSlice as readonly string[];
  if (pattern !== '' && text === '') return [''];
  const matcher = compilePattern(pattern).pattern.matcher(text);
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  while (matcher.find()) {
    if (limit > 0n && BigInt(parts.length) === limit - 1n) break;
    end = matcher.start();
    if (matcher.end() !== 0) parts.push(text.slice(begin, end));
    begin = matcher.end();
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

const replaceAllOf = define('string string string -> string', replaceAll);
const replaceLiteralOf = define('string string string -> string', replaceLiteral);
const findOf = define('string string -> string', find);
const findAllOf = define('string string int -> strings', findAll);
const splitOf = define('string string int -> strings', split);

/** sprig's functions about regular expressions. */
export const regexFunctions: Readonly<Record<string, unknown>> = {
  regexMatch: define('string string -> bool', test),
  mustRegexMatch: define('string string -> bool', (pattern: string, text: string) =>
    matches(compilePattern(pattern), text),
  ),
  regexFindAll: findAllOf,
  mustRegexFindAll: findAllOf,
  regexFind: findOf,
  mustRegexFind: findOf,
  regexReplaceAll: replaceAllOf,
  mustRegexReplaceAll: replaceAllOf,
  regexReplaceAllLiteral: replaceLiteralOf,
  mustRegexReplaceAllLiteral: replaceLiteralOf,
  regexSplit: splitOf,
  mustRegexSplit: splitOf,
  regexQuoteMeta: define('string -> string', (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};
