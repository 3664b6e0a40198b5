/** An `error` means that the workflow cannot run correctly; a `warning` is suspicious, or depends on the cluster. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong in a manifest. */
export interface Issue {
  /** Code of the rule, `dag/unknown-task`. */
  readonly rule: string;
  readonly severity: Severity;
  /** A sentence. Names of fields and of the user are in double quotes. */
  readonly message: string;
  /** Present when Argo's own linter accepts it. */
  readonly ignoredByArgo?: true;
  readonly file: string;
  /** The place in the object: `spec.templates[0].dag.tasks[1].depends`. */
  readonly path: string;
  /** From 1; absent for an object that was not read from a text and whose place is not known. */
  readonly line?: number;
  /** From 1; absent when the line is. */
  readonly column?: number;
  /** The export of `file` that holds the object, when that is a module. */
  readonly exportName?: string;
  readonly object?: { readonly kind: string; readonly name: string };
  /** What to write instead. */
  readonly suggestion?: string;
}

/** The place where the user wrote a part of an object that code has made. */
export interface IssuePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}
