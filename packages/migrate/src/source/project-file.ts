/** A file with Argo objects, as YAML (or JSON) or as TypeScript. */
export interface ProjectFile {
  /** Absolute path, or `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly kind: 'yaml' | 'typescript';
}
