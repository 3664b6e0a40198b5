import type { JsonPath } from '@tiphys/models/facts';
import type { Severity } from '../report/issue.ts';
import type { Catalogue } from '../view/catalogue.ts';
import type { Subject } from '../view/subject.ts';
import type { Misspelt } from './suggestion.ts';

/** What a rule found; lint adds file, line and column. */
export interface Finding {
  readonly path: JsonPath;
  /**
   * A sentence that says what is wrong and, if it is not obvious, what to do. It starts with the subject and ends with a full stop; names
   * of fields and of the user are in double quotes.
   */
  readonly message: string;
  /** Whether the key or the value is wrong. @default 'value' */
  readonly part?: 'key' | 'value';
  /** Replaces the severity of the rule. */
  readonly severity?: Severity;
  /** Whether Argo's own linter accepts it. @default what the rule says */
  readonly ignoredByArgo?: boolean;
  /** What to write instead, unless a known name is similar to `misspelt`. */
  readonly suggestion?: string;
  /** A name for which lint suggests the most similar known one. */
  readonly misspelt?: Misspelt;
}

/** A check of an object of Argo. */
export interface Rule {
  /** Group and name, which are also the folder and the name of its file: `dag/cycle`. */
  readonly id: string;
  /** An `error` means that the workflow cannot run correctly; a `warning` is suspicious, or depends on the cluster. */
  readonly severity: Severity;
  /** Present when Argo's own linter accepts what breaks the rule. It accepts all warnings. */
  readonly ignoredByArgo?: true;
  /** What must hold, in one sentence. */
  readonly summary: string;
  /** Codes of rules with better messages for the same mistake: their findings in a place hide those of this rule. */
  readonly yieldsTo?: readonly string[];
  /** Present when findings of all other rules in the same place are hidden, since the value is not what its author meant. */
  readonly hidesOthers?: true;
  /** Present when Argo checks this in all inline templates. It checks everything else only in the first one of an object. */
  readonly shallow?: true;
  check(subject: Subject, catalogue: Catalogue): Iterable<Finding>;
}
