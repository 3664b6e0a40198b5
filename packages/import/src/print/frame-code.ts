import type { CommentBook } from '../read/comment-book.ts';
import type { ManifestObject } from '../read/manifest-object.ts';
import type { PathMap } from '../read/path-map.ts';
import type { Code } from './code.ts';
import { valueCode } from './value-code.ts';

/** Returns the code of an object's fields, without those that the builders add. */
export function frameCode(value: ManifestObject, comments: CommentBook, replacements: PathMap<Code>): Code {
  const { apiVersion: _apiVersion, kind: _kind, ...body } = value;
  const code = valueCode(body, { comments, replacements });
  return typeof code === 'object' && code.kind === 'object' ? { ...code, isFrame: true } : code;
}
