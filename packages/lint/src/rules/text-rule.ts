import type { ReadInput } from '../read/read-inputs.ts';
import type { Severity } from '../report/issue.ts';
import type { LintTarget } from '../structure/lint-target.ts';

/** What a text rule found; the runner adds the file. */
export interface TextFinding {
  readonly message: string;
  /** Absent for an object that was not read from a text. */
  readonly place: { readonly line: number; readonly column: number } | undefined;
  /** The field at fault, if there is one. */
  readonly path?: string;
  /** The export that holds the object, when the file is a module. */
  readonly exportName?: string;
  /** Replaces the severity of the rule. */
  readonly severity?: Severity;
  /** Whether Argo's own linter accepts it. */
  readonly ignoredByArgo?: true;
  /** What to write instead. */
  readonly suggestion?: string;
}

/** A rule about the text of a file, or about a document in it that need not be an object of Argo. */
export interface TextRule {
  /** Group and name, which are also the folder and the name of its file: `yaml/alias`. */
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly summary: string;
  check(input: ReadInput, target: LintTarget): Iterable<TextFinding>;
}
