/** Options of `readSignatures`. */
export interface SignatureOptions {
  /** Folder that relative paths start from. @default the working folder of the process */
  readonly directory?: string;
  /** The tsconfig.json to use for every file. @default the nearest one above each file */
  readonly tsconfig?: string;
  /** Folder where results are kept, so that unchanged files are not read again. @default nothing is kept */
  readonly cacheDirectory?: string;
}
