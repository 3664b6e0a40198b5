import type { CommentBook } from '../read/comment-book.ts';
import type { JsonObject } from '../read/json-object.ts';
import type { PathMap } from '../read/path-map.ts';
import type { Code } from './code.ts';
import { valueCode } from './value-code.ts';

/** Returns the code of an object's fields, without those that the builders add. */
export function frameCode(value: JsonObject, comments: CommentBook, replacements: PathMap<Code>): Code {
  const { apiVersion: _apiVersion, kind: _kind, ...body } = value;
  const code = valueCode(body, { comments, replacements });
  return typeof code === 'object' && code.kind === 'object' ? { ...code, isFrame: true } : code;
}
