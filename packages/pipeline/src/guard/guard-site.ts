import type { SourceLocation } from '@tiphys/signature/model';

/** How an expression in the user's source would use an output as a plain value. */
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
  | 'callback'
  | 'search'
  | 'flat'
  | 'spread'
  | 'rest'
  | 'default';

/** A place in the user's source where an output is refused. */
export interface GuardSite extends SourceLocation {
  readonly use: GuardedUse;
  /** The expression in the source: `stats.mean`. */
  readonly text: string;
  /** The enclosing expression: `stats.mean > 3`. */
  readonly whole: string;
  /** The method that is called. */
  readonly method?: string;
  /** Whether a spread is not the first part of its object. */
  readonly later?: boolean;
}
