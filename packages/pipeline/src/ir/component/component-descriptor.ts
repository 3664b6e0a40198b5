import type { JsonSchema } from '@tiphys/signature/model';
import type { Definition } from './definition.ts';
import type { RemoteTemplate } from './remote-template.ts';

declare global {
  // Generated modules use it, also in projects without the types of Node.js or of a browser.
  interface ImportMeta {
    url: string;
  }
}

/** How a value is passed between tasks: as a parameter, as an artifact with JSON text, as a file, or not at all. */
export type ValueRoute = 'value' | 'large' | 'file' | 'none';

/** One input of a component. */
export interface ComponentInput {
  readonly name: string;
  readonly description?: string;
  /** Whether the argument may be omitted, because it is optional or has a default. */
  readonly optional: boolean;
  /** How the value arrives; `secret` if it comes from a Secret. */
  readonly route: Exclude<ValueRoute, 'none'> | 'secret';
  readonly schema: JsonSchema;
  /** Set for a list of files. */
  readonly list?: true;
  /** The kind of the file: `csv` for `InputFile<'csv'>`. */
  readonly kind?: string;
}

/** One output of a function that returns an object with files or large values. */
export interface OutputField {
  readonly route: Exclude<ValueRoute, 'none'>;
  readonly schema: JsonSchema;
  /** Whether it is a list, so that `forEach` accepts it. */
  readonly list: boolean;
  /** Whether the function may omit it. */
  readonly optional: boolean;
  /** The kind of the file: `csv` for `OutputFile<'csv'>`. */
  readonly kind?: string;
}

/** The output of a component. */
export interface ComponentOutput {
  /** How it is passed; `fields` if each field of the result is passed on its own. */
  readonly route: ValueRoute | 'fields';
  readonly schema: JsonSchema;
  /** Whether the output is a list, so that `forEach` accepts it. */
  readonly list: boolean;
  /** Set if the function may return no file. */
  readonly optional?: true;
  /** The kind of the file: `csv` for `OutputFile<'csv'>`. */
  readonly kind?: string;
  /** The outputs by field of the result (`route: 'fields'`). */
  readonly fields?: Readonly<Record<string, OutputField>>;
}

/** The location of the function that a component runs. */
export interface ComponentSource {
  /** File URL of the generated module: `import.meta.url`, or derived from `__filename` in CommonJS. */
  readonly module: string;
  /** Path of the source file, relative to the generated module. */
  readonly file: string;
  /** Name of the export in the source file. */
  readonly export: string;
  /** Line of the function in the source file, starting at 1. */
  readonly line: number;
}

/** The description of a component as plain data, written by `tiphys generate`. */
export interface ComponentDescriptor {
  readonly name: string;
  readonly description?: string;
  readonly source: ComponentSource;
  /** The template that the component calls, if it is not a function. */
  readonly remote?: RemoteTemplate;
  /** What the component runs, if the user defined a container, a script or another template. */
  readonly definition?: Definition;
  /** Whether the inputs are the parameters of the function, or the properties of one destructured object. */
  readonly style: 'positional' | 'object';
  readonly inputs: readonly ComponentInput[];
  readonly output: ComponentOutput;
}
