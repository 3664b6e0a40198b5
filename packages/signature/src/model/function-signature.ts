/** A value that JSON can carry. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A JSON Schema (draft 2020-12), as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A place in a source file; `line` and `column` count from 1, `file` is an absolute path. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the signature of one exported function says. */
export interface FunctionSignature {
  /** Name under which the file exports the function. */
  readonly name: string;
  readonly source: SourceLocation;
  readonly description?: string;
  /** Whether the inputs are the parameters one by one, or the properties of one destructured object. */
  readonly style: 'positional' | 'object';
  readonly async: boolean;
  readonly inputs: readonly InputSignature[];
  readonly output: OutputSignature;
}

/** One input of a function. */
export interface InputSignature {
  readonly name: string;
  readonly description?: string;
  /** Whether it may be left out: `x?`, `x = 1`, or a type that includes `undefined`. Says nothing about `null`. */
  readonly optional: boolean;
  readonly default?: InputDefault;
  readonly schema: JsonSchema;
  /** How the value travels: as parameter, as artifact with JSON text (`Large<T>`), or as file (`InputFile`). */
  readonly route: 'value' | 'large' | 'file';
  readonly source: SourceLocation;
}

/** The default of an input. */
export interface InputDefault {
  /** The expression as it stands in the source. */
  readonly text: string;
  /** Its value, where it can be known without running code. */
  readonly value?: JsonValue;
}

/** What a function returns; promises are unwrapped. */
export interface OutputSignature {
  readonly schema: JsonSchema;
  readonly route: 'none' | 'value' | 'large' | 'file';
  /** Whether every returned value is a list, so that a loop can run over it. */
  readonly list: boolean;
}

/** The required inputs (`input<T>()`) of one exported `pipeline(...)` call. */
export interface PipelineInputsSignature {
  /** Name under which the file exports the pipeline (`default` for the default export). */
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

/** Something in a source file that keeps a function from becoming a component. */
export interface SignatureProblem {
  /** `SIGNATURE_...`; see {@link signatureProblemCodes}. */
  readonly code: string;
  /** What is wrong, and what to use instead. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** What was read from one file. A function with a problem is not among the functions. */
export interface SignatureFile {
  /** The path as it was given. */
  readonly file: string;
  readonly functions: readonly FunctionSignature[];
  readonly pipelines: readonly PipelineInputsSignature[];
  readonly problems: readonly SignatureProblem[];
  /**
   * Absolute paths of the files that declare the types of the signatures, and of those that lead to them. Absent where types are inferred
   * from code, so that every module that is imported may matter.
   */
  readonly usedModules?: readonly string[];
}
