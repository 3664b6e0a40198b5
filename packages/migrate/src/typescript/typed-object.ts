import type { FieldEdit } from '@tiphys/convert';
import type { SourceLocation } from '@tiphys/signature/model';

/** An object literal in TypeScript whose type comes from the models of Argo. */
export interface TypedObject {
  /**
   * The names of the object: its definition (`Synchronization`), and the field that holds it
   * (`Cache.configMap`). There are several if its type is a union.
   */
  readonly definitions: readonly string[];
  readonly places: readonly string[];
  /** The literal fields. A value or list element that is only known at run time is `undefined`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** False if a spread or a computed name may add fields that are not known. */
  readonly complete: boolean;
  readonly location: SourceLocation;
  /** The position of each field. */
  readonly locations: Readonly<Record<string, SourceLocation>>;
}

/** A place where code reads or writes a field of an object whose type comes from the models. */
export interface FieldUse {
  readonly definitions: readonly string[];
  readonly field: string;
  readonly location: SourceLocation;
}

/** The result of editing a file. */
export interface EditedFile {
  readonly file: string;
  /** The text after the edits; unchanged if there are none or the file has a syntax error. */
  readonly text: string;
  /** Returns where a position of the original file is in the edited text. */
  readonly moved: (location: SourceLocation) => SourceLocation;
  readonly objects: readonly TypedObject[];
  /** Where the code uses the fields named in the options. */
  readonly uses: readonly FieldUse[];
  readonly edits: readonly { readonly edit: FieldEdit; readonly location: SourceLocation }[];
  /** Edits that the code does not allow, with the reason as a sentence. */
  readonly refused: readonly {
    readonly edit: FieldEdit;
    readonly location: SourceLocation;
    readonly message: string;
  }[];
  /** Modules whose name in an import was replaced. */
  readonly modules: readonly {
    readonly from: string;
    readonly to: string;
    readonly location: SourceLocation;
  }[];
  /** Modules of Tiphys that the file imports and that are not installed. Objects of their types are not found. */
  readonly notInstalled: readonly string[];
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly location: SourceLocation;
  }[];
}

/** Which objects to find, and how to edit them. */
export interface EditOptions {
  /** The definitions of Argo's models. */
  readonly definitions: ReadonlySet<string>;
  /** Returns the edits of an object. */
  readonly decide: (object: TypedObject) => readonly FieldEdit[];
  /** Names of fields whose uses in code are reported. @default none */
  readonly usedFields?: ReadonlySet<string>;
  /** Returns the module to import instead of another. @default none is replaced */
  readonly replaceModule?: (name: string) => string | undefined;
  /** Folder that relative paths start from. @default the working folder of the process */
  readonly directory?: string;
}
