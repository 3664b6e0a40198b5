import type { JsonPath } from '@tiphys/models/facts';
import type { Severity } from '../report/issue.ts';
import type { Catalogue } from '../view/catalogue.ts';
import type { Subject } from '../view/subject.ts';
import type { Misspelt } from './suggestion.ts';

/** What a rule found; the runner adds file, line and column. */
export interface Finding {
  readonly path: JsonPath;
  readonly message: string;
  /** Whether the key or the value is at fault. */
  readonly part?: 'key' | 'value';
  /** If it is not that of the rule. */
  readonly severity?: Severity;
  /** Whether Argo's own linter accepts it, if that is other than for the rule. */
  readonly ignoredByArgo?: boolean;
  /** What to write instead, if no known name is near to `misspelt`. */
  readonly suggestion?: string;
  /** A name for which the runner looks for the nearest known one. */
  readonly misspelt?: Misspelt;
}

/** One thing that is checked in every object. */
export interface Rule {
  readonly id: string;
  /** An `error` cannot work when the workflow runs; a `warning` is suspicious, or depends on the cluster. */
  readonly severity: Severity;
  /** Present when Argo's own linter accepts what breaks the rule; a warning is always accepted. */
  readonly ignoredByArgo?: true;
  /** What must hold, in one sentence. */
  readonly summary: string;
  /** Rules that find the same mistakes and say it better: what they find in the same place hides a finding of this one. */
  readonly yieldsTo?: readonly string[];
  /** Present when a value in the place of a finding is not what its author meant, so that the findings of all other rules there are hidden. */
  readonly hidesOthers?: true;
  /** Present when Argo looks at this in every template; at all else it looks only in the first inline template of an object. */
  readonly shallow?: true;
  check(subject: Subject, catalogue: Catalogue): Iterable<Finding>;
}
