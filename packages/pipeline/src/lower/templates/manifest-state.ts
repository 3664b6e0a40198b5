import type { Artifact, Parameter, Template } from '@tiphys/models';
import type { FormulaTrees } from '../../expression/tree/formula-trees.ts';
import type { CallSite } from '../../ir/call-site.ts';
import type { BodyResult, CalledPipeline, LoopNode, Scope } from '../../ir/graph.ts';
import type { TemplateBook } from '../component/template-book.ts';
import type { BodyContext } from '../context/body-context.ts';
import type { TemplateNames } from '../context/template-names.ts';
import type { PartSites } from './part-sites.ts';

/** A body to be written. */
export interface WritableBody {
  readonly scope: Scope;
  readonly result: BodyResult;
  readonly site?: CallSite;
  /** Other fields of its template. */
  readonly settings?: Pick<Template, 'retryStrategy' | 'parallelism'>;
  readonly failFast?: boolean;
  /** The input parameters of its template, besides those for what it uses from outside: its given values. */
  readonly inputs?: readonly Parameter[];
  /** The input artifacts of its template, besides those for what it uses from outside. */
  readonly files?: readonly Artifact[];
}

/** The template of a pipeline that is called. */
export interface PipelineTemplate {
  readonly name: string;
  /** How many levels of templates are below it. */
  readonly height: number;
}

/** The shared state while a manifest is built. */
export interface ManifestState {
  readonly book: TemplateBook;
  readonly trees: FormulaTrees;
  /** Loops without a template of their own, because other tasks test how their iterations ended. */
  readonly watchedLoops: ReadonlySet<LoopNode>;
  /** Templates with tasks, in order of the manifest. */
  readonly bodies: Template[];
  readonly names: TemplateNames;
  /** The templates of the pipelines that are called, by what calls set for the template. */
  readonly pipelines: Map<CalledPipeline, Map<string, PipelineTemplate>>;
  /** The reserved name of the template through which other workflows call this pipeline, until it is written. */
  ownName: string | undefined;
  /** Names of the templates that submit pipelines, by the names of the inputs that they pass. */
  readonly submissions: Map<CalledPipeline, Map<string, string>>;
  /** The deepest level of templates so far. */
  deepest: number;
  /** The locations of the parts in the user's source. */
  readonly sites: PartSites;
  /** Writes the template of a body. Loops and branches call it for their bodies. */
  readonly writeBody: (context: BodyContext, body: WritableBody, state: ManifestState) => void;
}
