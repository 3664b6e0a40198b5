import type { SourceLocation } from '@tiphys/signature/model';

/** An object literal in TypeScript whose type comes from the models of Argo. */
export interface TypedObject {
  /**
   * The names under which the object is known: its definition (`Synchronization`), and its field in the definition
   * around it (`Cache.configMap`). Several when its type is a union.
   */
  readonly definitions: readonly string[];
  readonly places: readonly string[];
  /** The fields written out. A value of which only the running code knows more is `undefined`, as are such elements of a list. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** False when a spread or a computed name may bring fields that are not seen. */
  readonly complete: boolean;
  readonly location: SourceLocation;
  /** Where each field stands. */
  readonly locations: Readonly<Record<string, SourceLocation>>;
}

/** A place where code reads or writes a field of an object whose type comes from the models. */
export interface FieldUse {
  readonly definitions: readonly string[];
  readonly field: string;
  readonly location: SourceLocation;
}

/**
 * A change of one field: `wrap` makes its value the only element of a list, `unwrap` makes the only element of its list the
 * value, both under the name `to`; `append` makes its value the last element of the list `to` beside it; `remove` takes the
 * field out.
 */
export type ObjectEdit =
  | { readonly kind: 'wrap' | 'unwrap' | 'append'; readonly field: string; readonly to: string }
  | { readonly kind: 'remove'; readonly field: string };

/** What became of a file. */
export interface EditedFile {
  readonly file: string;
  /** The text with the edits made; the text as it was when there are none, or the file has a mistake. */
  readonly text: string;
  /** Gives a place of the file as it was for the text with the edits made. */
  readonly moved: (location: SourceLocation) => SourceLocation;
  readonly objects: readonly TypedObject[];
  /** Where the code uses the fields that were asked for. */
  readonly uses: readonly FieldUse[];
  readonly edits: readonly { readonly edit: ObjectEdit; readonly location: SourceLocation }[];
  /** Edits that the code does not allow, with the reason as a sentence. */
  readonly refused: readonly {
    readonly edit: ObjectEdit;
    readonly location: SourceLocation;
    readonly message: string;
  }[];
  /** Modules that are imported by another name now. */
  readonly modules: readonly {
    readonly from: string;
    readonly to: string;
    readonly location: SourceLocation;
  }[];
  /** Modules of Tiphys that the file imports and that are not installed: objects of their types are not found. */
  readonly notInstalled: readonly string[];
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly location: SourceLocation;
  }[];
}

/** What is looked for, and what is done to it. */
export interface EditOptions {
  /** The definitions of Argo's models. */
  readonly definitions: ReadonlySet<string>;
  /** Says what to do to an object. */
  readonly decide: (object: TypedObject) => readonly ObjectEdit[];
  /** Names of fields whose uses in code are looked for. @default none */
  readonly usedFields?: ReadonlySet<string>;
  /** Gives the module to import in place of another. @default none is replaced */
  readonly replaceModule?: (name: string) => string | undefined;
  /** Folder that relative paths start from. @default the working folder of the process */
  readonly directory?: string;
}
