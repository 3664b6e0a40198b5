import type { Library } from '../plan/library.ts';
import type { CommentBook } from '../read/comment-book.ts';
import type { ImportTarget } from '../read/import-target.ts';
import type { NameBook } from './name-book.ts';
import type { Imports } from './print-imports.ts';

/** The style of imported code. */
export type ImportStyle = 'builders' | 'literals';

/** One document as TypeScript. */
export interface ImportedObject {
  /** The name under which the module exports it. */
  readonly name: string;
  readonly kind: string;
  /** The value of the document, without the nulls that Argo treats as absent. */
  readonly value: unknown;
  /** Where it does not fit the types of the models, so it is written with a cast. */
  readonly misfits: readonly string[];
}

/** The input for printing a document. */
export interface DocumentContext {
  readonly name: string;
  readonly book: CommentBook;
  readonly names: NameBook;
  readonly imports: Imports;
  readonly target: ImportTarget;
  readonly style: ImportStyle;
  readonly library: Library;
}
