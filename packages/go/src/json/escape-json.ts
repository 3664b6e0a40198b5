const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** Escapes the characters of a JSON text that Go escapes and JavaScript leaves: `<`, `>`, `&`, U+2028 and U+2029. */
export function escapeJson(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (found) => ESCAPES[found] ?? found);
}
