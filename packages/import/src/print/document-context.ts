import type { Library } from '../plan/library.ts';
import type { CommentBook } from '../read/comment-book.ts';
import type { ImportTarget } from '../read/import-target.ts';
import type { NameBook } from './name-book.ts';
import type { Imports } from './print-imports.ts';

/** How imported objects are written. */
export type ImportStyle = 'builders' | 'literals';

/** One document as TypeScript. */
export interface ImportedObject {
  /** The name under which the module exports it. */
  readonly name: string;
  readonly kind: string;
  /** What it is: the value of the document, without the nulls that Argo takes for absent. */
  readonly value: unknown;
  /** Where it does not fit the types of the models, so that it is written with a cast. */
  readonly misfits: readonly string[];
}

/** What a document is printed with. */
export interface DocumentContext {
  readonly name: string;
  readonly book: CommentBook;
  readonly names: NameBook;
  readonly imports: Imports;
  readonly target: ImportTarget;
  readonly style: ImportStyle;
  readonly library: Library;
}
