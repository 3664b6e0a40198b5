import type { SourceLocation } from '@tiphys/signature/model';

/** A generated module, compared with the file on disk. */
export interface GeneratedFile {
  /** Absolute path of the source. */
  readonly source: string;
  /** Absolute path of the generated module. */
  readonly path: string;
  readonly text: string;
  readonly state: 'fresh' | 'stale' | 'missing';
  /** Whether a stale module only differs in the hash of its inputs. */
  readonly onlyHash: boolean;
  /** Absolute paths of the user's modules that the source imports. */
  readonly imports: readonly string[];
  /** Names of its components. */
  readonly components: readonly string[];
}

/** A mistake in a source file. Nothing is generated if there is one. */
export interface GenerateProblem {
  readonly code: string;
  /** What is wrong, and what to do about it. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** The generated modules, which are not written yet, or the problems. */
export interface GenerateResult {
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly GenerateProblem[];
}
