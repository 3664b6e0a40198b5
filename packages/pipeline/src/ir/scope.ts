import type { CallSite } from './call-site.ts';
import type { ComponentConfiguration } from './component-configuration.ts';
import type { Formula, InputSource, Source } from './source.ts';
import type { ResolvedOptions } from './task-options.ts';

/** The tasks of one body: of the pipeline, a loop, a branch or an exit handler. */
export interface Scope {
  readonly kind: 'pipeline' | 'loop' | 'branch' | 'exit';
  readonly parent: Scope | undefined;
  readonly depth: number;
  readonly tasks: TaskNode[];
  /** How often each name was requested. Branches share the names of the enclosing body, because their tasks may be in the same template. */
  readonly names: Map<string, number>;
  /** Formulas that were created in the body, even if nothing uses them. */
  readonly formulas: Formula[];
  /** Whether a task may wait for one that was added after it. */
  reordered: boolean;
}

/** An argument of a call: a source, the JSON text of a value, or undefined if omitted. */
export type Argument = Source | string | undefined;

/** The common fields of all tasks. */
interface AnyTask {
  readonly scope: Scope;
  /** Position among the tasks of its body. */
  order: number;
  /** Tasks that it waits for without using their outputs. */
  after: readonly TaskNode[] | undefined;
}

/** A call of a component. */
export interface CallTask extends AnyTask {
  readonly kind: 'call';
  readonly name: string;
  readonly site: CallSite;
  readonly component: ComponentConfiguration;
  readonly options: ResolvedOptions | undefined;
  /** In the order of the inputs of the component. */
  readonly values: readonly Argument[];
}

/** The result of a body: nothing, one value, or named values. */
export type BodyResult = undefined | Source | ReadonlyMap<string, Source>;

/** A body that runs once for each item of a list. */
export interface LoopTask extends AnyTask {
  readonly kind: 'loop';
  name: string;
  /** The list: a source, or the JSON texts of its elements. */
  readonly list: Source | readonly string[];
  readonly body: Scope;
  readonly parallelism: number | undefined;
  readonly site: CallSite;
  usesIndex: boolean;
  result: BodyResult;
}

/** One or two bodies, of which one runs depending on a condition. */
export interface BranchTask extends AnyTask {
  readonly kind: 'branch';
  name: string;
  /** Whether the user chose the name. */
  readonly named: boolean;
  readonly condition: Formula;
  readonly then: Scope;
  readonly site: CallSite;
  thenResult: BodyResult;
  otherwise: Scope | undefined;
  otherwiseResult: BodyResult;
}

/** A task of a body. */
export type TaskNode = CallTask | LoopTask | BranchTask;

/** Everything that the bodies of a pipeline have recorded. */
export interface Trace {
  readonly inputs: readonly InputSource[];
  readonly main: Scope;
  readonly result: BodyResult;
  readonly exit: Scope | undefined;
}
