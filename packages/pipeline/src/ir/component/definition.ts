import type { JsonSchema } from '@tiphys/signature/model';
import type { StoredFile } from '../surface/file-options.ts';

/** How a file is kept in the artifact repository. */
export interface FileOptions extends StoredFile {
  /** Whether it may be missing. @default false */
  readonly optional?: boolean;
}

/**
 * Where a template leaves an output.
 *
 * - `path`: the content of a file
 * - `file`: the file itself
 * - `stdout`: what the container prints
 * - `field`: a field of an object in the cluster, under a JSONPath
 * - `response`: the body of the response, or what the template computes
 * - `address`: the IP address of a running daemon
 */
export type OutputPlace = 'path' | 'file' | 'stdout' | 'field' | 'response' | 'address';

/** One output of a template that is not a function. */
export interface DefinedOutput {
  readonly place: OutputPlace;
  /** The path of the file, or the JSONPath of the field; empty for the others. */
  readonly path: string;
  /** `text`: the text itself is the value; `json`: JSON text of any origin; `value`: JSON text as functions write it. */
  readonly form: 'text' | 'json' | 'value';
  readonly schema: JsonSchema;
  /** The text if there is no file. */
  readonly default?: string;
  readonly file?: FileOptions;
}

/** The outputs of a template: one value, or one for each name. */
export type DefinedOutputs =
  | { readonly kind: 'one'; readonly output: DefinedOutput }
  | { readonly kind: 'named'; readonly outputs: Readonly<Record<string, DefinedOutput>> };

/** A container. Its texts may have placeholders. */
export interface ContainerBody {
  readonly kind: 'container';
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
}

/** A script for an interpreter. */
export interface ScriptBody {
  readonly kind: 'script';
  readonly command: readonly string[];
  readonly source: string;
}

/** A function in a Python file, or a notebook. */
export interface PythonBody {
  readonly kind: 'python';
  /** Path of the file, as the user wrote it. */
  readonly file: string;
  readonly source: string;
  /** The function that is called; undefined for a notebook. */
  readonly call: string | undefined;
  /** Packages that pip installs if they are missing. */
  readonly requirements: readonly string[];
}

/** What a template runs. */
export type DefinedBody = ContainerBody | ScriptBody | PythonBody;

/** A template that the user defines in Argo's terms, with typed inputs and outputs. */
export interface Definition {
  /** JSON texts of the inputs that have a default. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly outputs: DefinedOutputs;
  /** Whether the tasks after it start as soon as it is ready, and it runs until the end of the body. */
  readonly daemon?: true;
  readonly body: DefinedBody;
}
