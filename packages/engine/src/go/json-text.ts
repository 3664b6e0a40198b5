import { type JsonSpan, scanJson } from './json-scan.ts';

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON text of a value as Go's encoding/json writes it: names sorted, `<`, `>` and `&` escaped. */
export function goJson(value: unknown): string {
  if (typeof value === 'string') return goJsonString(value);
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, member]) => `${goJsonString(name)}:${goJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** JSON text of a string as Go writes it. */
export function goJsonString(text: string): string {
  return escapeForHtml(JSON.stringify(text));
}

/** A JSON text without its blanks, as Go compacts a raw value: digits and escapes stay, `<`, `>` and `&` are escaped. */
export function compactJson(text: string, span: JsonSpan = scanJson(text)): string {
  if (span.kind === 'array') return `[${span.parts.map((part) => compactJson(text, part)).join(',')}]`;
  if (span.kind === 'object') {
    let out = '{';
    for (let index = 0; index < span.parts.length; index += 2) {
      const name = span.parts[index];
      const value = span.parts[index + 1];
      if (name === undefined || value === undefined) break;
      out += `${index === 0 ? '' : ','}${compactJson(text, name)}:${compactJson(text, value)}`;
    }
    return `${out}}`;
  }
  return escapeForHtml(text.slice(span.start, span.end));
}

function escapeForHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (found) => escapes[found] ?? found);
}
