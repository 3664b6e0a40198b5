/** Options of {@link generateComponents}. */
export interface GenerateOptions {
  /** Folder that paths are relative to. @default the working directory of the process */
  readonly directory?: string;
  /** The tsconfig.json to use for every file. @default the nearest one above each file */
  readonly tsconfig?: string;
}
