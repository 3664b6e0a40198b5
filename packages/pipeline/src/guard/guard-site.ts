import type { SourceLocation } from '@tiphys/signature/model';

/** How a place in the user's source would take an output as a plain value. */
export type GuardedUse =
  | 'if'
  | 'choice'
  | 'not'
  | 'loop'
  | 'predicate'
  | 'nullish'
  | 'optional'
  | 'switch'
  | 'comparison'
  | 'undefined'
  | 'computation'
  | 'text'
  | 'key'
  | 'typeof'
  | 'instanceof'
  | 'in'
  | 'delete'
  | 'assignment'
  | 'fields'
  | 'items'
  | 'await'
  | 'throw'
  | 'argument'
  | 'method'
  | 'member'
  | 'search'
  | 'flat'
  | 'spread'
  | 'rest'
  | 'default';

/** A place in the user's source at which an output is refused. */
export interface GuardSite extends SourceLocation {
  readonly use: GuardedUse;
  /** The expression as the user wrote it: `stats.mean`. */
  readonly text: string;
  /** What the expression is part of: `stats.mean > 3`. */
  readonly whole: string;
  /** The method that is called. */
  readonly method?: string;
  /** Whether something stands before a spread in its object. */
  readonly later?: boolean;
}
