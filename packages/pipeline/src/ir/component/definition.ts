import type { JsonSchema } from '@tiphys/signature/model';
import type { ArrowFunction } from '../arrow-function.ts';
import type { StoredFile } from '../surface/file-options.ts';
import type { ArtifactLocation } from './artifact-location.ts';

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

/** A JSON value whose strings may have placeholders. */
export type TextTree =
  | string
  | number
  | boolean
  | null
  | readonly TextTree[]
  | { readonly [key: string]: TextTree };

/** An HTTP request that Argo sends. */
export interface HttpBody {
  readonly kind: 'http';
  readonly request: { readonly [field: string]: TextTree };
  /** The condition for success. */
  readonly success: ArrowFunction | undefined;
}

/** An action on an object of the cluster. */
export interface ResourceBody {
  readonly kind: 'resource';
  readonly action: string;
  readonly manifest: TextTree;
  readonly owned: boolean;
  readonly success: string | undefined;
  readonly failure: string | undefined;
}

/** Containers of one pod. Their commands may have placeholders. */
export interface ContainerSetBody {
  readonly kind: 'containerSet';
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly command: readonly string[];
    readonly after: readonly string[];
  }[];
}

/** A list of the keys in a bucket. */
export interface DataBody {
  readonly kind: 'data';
  readonly list: ArtifactLocation;
  readonly transform: ArrowFunction | undefined;
}

/** A call of an executor plugin. */
export interface PluginBody {
  readonly kind: 'plugin';
  readonly call: TextTree;
}

/** What a template runs. */
export type DefinedBody =
  | ContainerBody
  | ScriptBody
  | PythonBody
  | HttpBody
  | ResourceBody
  | DataBody
  | ContainerSetBody
  | PluginBody;

/** A template that the user defines in Argo's terms, with typed inputs and outputs. */
export interface Definition {
  /** JSON texts of the inputs that have a default. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly outputs: DefinedOutputs;
  /** Whether the tasks after it start as soon as it is ready, and it runs until the end of the body. */
  readonly daemon?: true;
  readonly body: DefinedBody;
}
