import type { JsonPath } from '@tiphys/models/facts';
import type { CommentBook } from '../read/comment-book.ts';
import type { PathMap } from '../read/path-map.ts';
import type { Code } from './code.ts';
import { printKey, printText } from './print-text.ts';

/** The options of {@link valueCode}. */
export interface ValueOptions {
  /** The path of the value in its document. */
  readonly path?: JsonPath;
  /**
   * The comments of the document.
   * @default none are printed
   */
  readonly comments?: CommentBook;
  /** Code that replaces the value at a path, such as the name of a constant. */
  readonly replacements?: PathMap<Code>;
  /**
   * Returns a text as code.
   * @default as a literal
   */
  readonly text?: (text: string) => string;
}

/** Returns plain data as a literal, with the comments of its parts. */
export function valueCode(value: unknown, options: ValueOptions = {}): Code {
  const { path = [], comments, replacements, text = printText } = options;
  const replacement = replacements?.get(path);
  if (replacement !== undefined) return replacement;
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  const part = (key: string | number, content: unknown): { value: Code; comments?: readonly string[] } => {
    const below = [...path, key];
    const about = comments?.take(below) ?? [];
    const code = valueCode(content, { ...options, path: below });
    return about.length === 0 ? { value: code } : { value: code, comments: about };
  };
  if (Array.isArray(value))
    return { kind: 'list', elements: value.map((content, index) => part(index, content)) };
  const fields = Object.entries(value).map(([key, content]) => ({
    key: printKey(key),
    ...part(key, content),
  }));
  return { kind: 'object', fields };
}
