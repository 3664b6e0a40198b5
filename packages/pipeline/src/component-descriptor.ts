import type { JsonSchema } from '@tiphys/signature/model';
import type { RemoteTemplate } from './remote/remote-template.ts';

declare global {
  // Generated modules name it, also in projects without the types of node or of a browser.
  interface ImportMeta {
    url: string;
  }
}

/** How a value travels between tasks: as parameter, as artifact with JSON text, as file, or not at all. */
export type ValueRoute = 'value' | 'large' | 'file' | 'none';

/** One input of a component. */
export interface ComponentInput {
  readonly name: string;
  readonly description?: string;
  /** Whether the argument may be left out, because it is optional or the function has a default for it. */
  readonly optional: boolean;
  readonly route: Exclude<ValueRoute, 'none'>;
  readonly schema: JsonSchema;
}

/** The function that a component runs, and where it stands. */
export interface ComponentSource {
  /** File URL of the generated module: `import.meta.url`, or made from `__filename` in CommonJS. */
  readonly module: string;
  /** Path of the source file, relative to the generated module. */
  readonly file: string;
  /** Name under which the source file exports the function. */
  readonly export: string;
  /** Line of the function in the source file, from 1. */
  readonly line: number;
}

/** What is known of a function that is a component: written by `tiphys generate`, plain data. */
export interface ComponentDescriptor {
  readonly name: string;
  readonly description?: string;
  readonly source: ComponentSource;
  /** Where the template stands, when it is not a function that this project ships. */
  readonly remote?: RemoteTemplate;
  /** Whether the function takes its inputs one by one or as one destructured object. */
  readonly style: 'positional' | 'object';
  readonly inputs: readonly ComponentInput[];
  readonly output: {
    readonly route: ValueRoute;
    readonly schema: JsonSchema;
    /** Whether the output is a list, so that a loop can run over it. */
    readonly list: boolean;
  };
}
