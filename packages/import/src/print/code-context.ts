import type { CallPlan, TemplatePlan } from '../plan/plan.ts';
import type { RemotePlan } from '../plan/remote-plan.ts';
import type { CommentBook } from '../read/comment-book.ts';
import type { NameBook } from './name-book.ts';
import type { ResolveTag } from './tag-code.ts';

/** The context that all code of one object shares. */
export interface CodeContext {
  readonly names: NameBook;
  readonly comments: CommentBook;
  /** The builders that the module must import. */
  readonly imports: Set<string>;
  readonly plans: ReadonlyMap<string, TemplatePlan>;
  /** The constants of the templates of the object, by the templates' names. */
  readonly constants: Map<string, string>;
  /** The templates of other objects, by the call. */
  readonly remotes: ReadonlyMap<CallPlan, PrintedRemote>;
  /** The parameters of the workflow. */
  readonly parameters: ResolveTag;
}

/** A template of another object. */
export interface PrintedRemote {
  readonly plan: RemotePlan;
  /** The code that refers to it: a constant, or a call with constants. */
  readonly code: string;
}
