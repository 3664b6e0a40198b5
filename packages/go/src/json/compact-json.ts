import { escapeJson } from './escape-json.ts';
import { scanJson } from './scan-json.ts';
import { type JsonSpan, scanString, skipBlanks } from './scan-scalar.ts';

/**
 * Returns a JSON text, or a value in it, without blanks, as Go compacts a raw value: digits and escapes stay, `<`, `>` and `&` are escaped.
 *
 * @throws Error with the message of Go's `encoding/json` where no span is given and the text is not JSON
 */
export function compactJson(text: string, span: JsonSpan = scanJson(text)): string {
  if (span.parts.length === 0 && span.kind !== 'array' && span.kind !== 'object')
    return escapeJson(text.slice(span.start, span.end));
  let compact = '';
  let from = span.start;
  for (let at = from; at < span.end; ) {
    if (text[at] === '"') {
      at = scanString(text, at).end;
      continue;
    }
    const next = skipBlanks(text, at);
    if (next === at) {
      at += 1;
      continue;
    }
    compact += text.slice(from, at);
    from = next;
    at = next;
  }
  return escapeJson(compact + text.slice(from, span.end));
}
