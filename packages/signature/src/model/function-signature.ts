/** A JSON value. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A JSON Schema (draft 2020-12), as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A place in a source file. `file` is an absolute path; `line` and `column` start at 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The signature of one exported function. */
export interface FunctionSignature {
  /** Name of the export. */
  readonly name: string;
  readonly source: SourceLocation;
  readonly description?: string;
  /** Whether the inputs are the parameters, or the properties of one destructured object. */
  readonly style: 'positional' | 'object';
  readonly async: boolean;
  readonly inputs: readonly InputSignature[];
  readonly output: OutputSignature;
}

/** One input of a function. */
export interface InputSignature {
  readonly name: string;
  readonly description?: string;
  /** Whether it may be omitted: `x?`, `x = 1`, or a type that includes `undefined`. `null` does not count. */
  readonly optional: boolean;
  readonly default?: InputDefault;
  readonly schema: JsonSchema;
  /** How the value is passed: as a parameter, as an artifact with JSON text (`Large<T>`), as a file (`InputFile`), or from a Secret (`SecretText`). */
  readonly route: 'value' | 'large' | 'file' | 'secret';
  /** Set for a list of files (`InputFile[]`). */
  readonly list?: true;
  /** The kind of the file: `csv` for `InputFile<'csv'>`. */
  readonly kind?: string;
  readonly source: SourceLocation;
}

/** The default of an input. */
export interface InputDefault {
  /** The expression as written in the source. */
  readonly text: string;
  /** Its value, if it is known without running code. */
  readonly value?: JsonValue;
}

/** The output of a function, without its promise. */
export interface OutputSignature {
  readonly schema: JsonSchema;
  /** How the result is passed; `fields` if each of its fields is an output of its own. */
  readonly route: 'none' | 'value' | 'large' | 'file' | 'fields';
  /** Whether every returned value is a list, so that `forEach` accepts it. */
  readonly list: boolean;
  /** Set if the function may return `undefined` or `null` instead of a file. */
  readonly optional?: true;
  /** The kind of the file: `csv` for `OutputFile<'csv'>`. */
  readonly kind?: string;
  /** The outputs by field, if the result is an object with files or large values (`route: 'fields'`). */
  readonly fields?: Readonly<Record<string, OutputFieldSignature>>;
}

/** One output of a function that has several. */
export interface OutputFieldSignature {
  readonly schema: JsonSchema;
  readonly route: 'value' | 'large' | 'file';
  /** Whether every value is a list, so that `forEach` accepts it. */
  readonly list: boolean;
  /** Whether the field may be omitted. */
  readonly optional: boolean;
  /** The kind of the file: `csv` for `OutputFile<'csv'>`. */
  readonly kind?: string;
}

/** The required inputs (`input<T>()`) of one exported `pipeline(...)` call. */
export interface PipelineInputsSignature {
  /** Name of the export; `default` for the default export. */
  readonly pipeline: string;
  readonly source: SourceLocation;
  readonly inputs: readonly PipelineInputSignature[];
}

/** One `input<T>()` of a pipeline. */
export interface PipelineInputSignature {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly source: SourceLocation;
}

/** The reason why a function in a source file cannot become a component. */
export interface SignatureProblem {
  /** One of {@link signatureProblemCodes}. */
  readonly code: string;
  /** What is wrong, and what to do about it. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** What was read from one file. Functions with problems are not listed. */
export interface SignatureFile {
  /** The path as given. */
  readonly file: string;
  readonly functions: readonly FunctionSignature[];
  readonly pipelines: readonly PipelineInputsSignature[];
  readonly problems: readonly SignatureProblem[];
  /**
   * Absolute paths of the files that declare the types of the signatures, and of the files in between. Absent if a type is inferred
   * from code, because then any imported module may matter.
   */
  readonly usedModules?: readonly string[];
}
