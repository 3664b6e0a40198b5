import type { Template } from '@tiphys/models';
import type { FormulaTrees } from '../formula/tree/formula-trees.ts';
import type { CallSite } from '../trace/call-site.ts';
import type { PartSites } from '../trace/part-sites.ts';
import type { BodyResult, Scope } from '../trace/scope.ts';
import type { BodyContext } from './body-context.ts';
import type { TemplateBook } from './template-book.ts';
import type { TemplateNames } from './template-names.ts';

/** A body to be written. */
export interface WritableBody {
  readonly scope: Scope;
  readonly result: BodyResult;
  readonly site?: CallSite;
}

/** What the parts of one manifest share while it is built. */
export interface ManifestState {
  readonly book: TemplateBook;
  readonly trees: FormulaTrees;
  /** Templates with tasks, in the order in which they are to be printed. */
  readonly bodies: Template[];
  readonly names: TemplateNames;
  /** Which calls made which parts. */
  readonly sites: PartSites;
  /** Writes the template of a body; loops and branches call it for what is in them. */
  readonly writeBody: (context: BodyContext, body: WritableBody, state: ManifestState) => void;
}
