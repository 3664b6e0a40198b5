import type { CallPlan, TemplatePlan } from '../plan/plan.ts';
import type { RemotePlan } from '../plan/remote-plan.ts';
import type { CommentBook } from '../read/comment-book.ts';
import type { NameBook } from './name-book.ts';
import type { ResolveTag } from './tag-code.ts';

/** What the pieces of code of one object share. */
export interface CodeContext {
  readonly names: NameBook;
  readonly comments: CommentBook;
  /** The builders that the module has to import. */
  readonly imports: Set<string>;
  readonly plans: ReadonlyMap<string, TemplatePlan>;
  /** The constants of the templates of the object, by the templates' names. */
  readonly constants: Map<string, string>;
  /** The templates of other objects, by the call. */
  readonly remotes: ReadonlyMap<CallPlan, RemoteTemplate>;
  /** The parameters of the workflow. */
  readonly parameters: ResolveTag;
}

/** A template of another object. */
export interface RemoteTemplate {
  readonly plan: RemotePlan;
  /** The code that gives it: a constant, or the call that makes it of constants. */
  readonly code: string;
}
