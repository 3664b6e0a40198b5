import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformance } from './folder.ts';

/** The verdict of Argo's lint on an object. */
export interface LintError {
  /** Kind of the object, or `parse` if the file could not be read. */
  readonly kind: string;
  readonly message: string;
}

/** A file with a verdict of Argo's lint. */
export interface LintCase {
  readonly id: string;
  readonly text: string;
  /** Whether Argo's lint accepts it. */
  readonly isValid: boolean;
  readonly errors: readonly LintError[];
}

interface Verdict {
  readonly valid: boolean;
  readonly errors: readonly LintError[];
}

/** Returns every file with a verdict of Argo's lint. */
export function readLintCases(): readonly LintCase[] {
  const folder = join(conformance, 'lint');
  const text = readFileSync(join(folder, 'expected.json'), 'utf8');
  const verdicts = JSON.parse(text) as Readonly<Record<string, Verdict>>;
  return Object.entries(verdicts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { valid, errors }]) => ({
      id,
      text: readFileSync(join(folder, 'cases', `${id}.yaml`), 'utf8'),
      isValid: valid,
      errors,
    }));
}
