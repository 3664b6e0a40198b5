import type { NameBook } from '../name-book.ts';
import type { TemplatePlan } from './plan.ts';
import type { ResolveTag } from './tag-code.ts';
import type { TrackedComments } from './tracked-comments.ts';

/** What the pieces of code of one object share. */
export interface CodeContext {
  readonly names: NameBook;
  readonly comments: TrackedComments;
  /** The builders that the module has to import. */
  readonly imports: Set<string>;
  readonly plans: ReadonlyMap<string, TemplatePlan>;
  /** The constants of the templates of the object, by the templates' names. */
  readonly constants: Map<string, string>;
  /** The constants of templates of other objects, by the code that makes them. */
  readonly remotes: Map<string, string>;
  /** The parameters of the workflow. */
  readonly parameters: ResolveTag;
}
