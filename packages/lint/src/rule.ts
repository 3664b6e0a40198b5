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
  check(subject: Subject, catalogue: Catalogue): Iterable<Finding>;
}
