const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
/** Letters that every compiler accepts in names. */
const KNOWN_LETTERS = /^[\p{ASCII}\u0080-\u052F\u3041-\u30FA\u4E00-\u9FA5\uAC00-\uD7A3]*$/u;
/** A template literal normalizes other line breaks, and a lone surrogate cannot be written to a file. */
const UNPRINTABLE = /[\r\u2028\u2029\p{Cs}]|[^\P{Cc}\n\t]/u;

/** Returns a text as a literal: a template literal for several lines, otherwise the quotes that need fewer escapes. */
export function printText(text: string): string {
  if (/[^\n]\n+[^\n]/.test(text) && isPrintable(text)) return `\`${escapeTemplate(text)}\``;
  return printQuoted(text);
}

/** Returns whether a template literal can contain a text, after {@link escapeTemplate}. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** Returns a printable text as a part of a template literal. */
export function escapeTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
}

/** Returns the code of a field access: `.name`, or `['a-name']`. */
export function printMember(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${printQuoted(name)}]`;
}

function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text) && KNOWN_LETTERS.test(text);
}

function printQuoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\u2028\u2029\u007f]/g, escapeCharacter);
  // The quotes that need fewer backslashes.
  if (text.split("'").length > text.split('"').length) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Returns the key of a field. A plain `__proto__` would set the prototype. */
export function printKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return isIdentifier(key) ? key : printQuoted(key);
}
