import type { JsonPath } from '@tiphys/workflow';
import type { Catalogue } from './catalogue.ts';
import type { Severity } from './issue.ts';
import type { Subject } from './subject.ts';
import type { Misspelt } from './suggestion.ts';

/** What a rule found; the runner adds file, line and column. */
export interface Finding {
  readonly path: JsonPath;
  readonly message: string;
  /** Whether the key or the value is at fault. */
  readonly part?: 'key' | 'value';
  /** If it is not that of the rule. */
  readonly severity?: Severity;
  /** What to write instead. */
  readonly suggestion?: string;
  /** A name for which the runner looks for the nearest known one, if there is no other suggestion. */
  readonly misspelt?: Misspelt;
}

/** One thing that is checked in every object. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly summary: string;
  /** Present when Argo looks at this in every template; at all else it looks only in the first inline template of an object. */
  readonly shallow?: true;
  check(subject: Subject, catalogue: Catalogue): Iterable<Finding>;
}
