import type { ComponentConfiguration } from '../author/component-configuration.ts';
import type { ResolvedOptions } from '../author/task-options.ts';
import type { CallSite } from './call-site.ts';
import type { Formula, InputSource, Source } from './source.ts';

/** The tasks of one body: of the pipeline, a loop, a branch or an exit handler. */
export interface Scope {
  readonly kind: 'pipeline' | 'loop' | 'branch' | 'exit';
  readonly parent: Scope | undefined;
  readonly depth: number;
  readonly tasks: TaskNode[];
  /** How often each name was asked for; branches share those of the body around them, because Argo may run their tasks side by side. */
  readonly names: Map<string, number>;
  /** What is computed in the body, whether or not something uses it. */
  readonly formulas: Formula[];
  /** Whether a task may wait for one that was added after it. */
  reordered: boolean;
}

/** An argument of a call: a source, the JSON text of a value, or undefined when not given. */
export type Argument = Source | string | undefined;

/** What all tasks have. */
interface AnyTask {
  readonly scope: Scope;
  /** Position among the tasks of its body. */
  order: number;
  /** Tasks that it waits for without reading from them. */
  after: readonly TaskNode[] | undefined;
}

/** A call of a component. */
export interface CallTask extends AnyTask {
  readonly kind: 'call';
  readonly name: string;
  readonly site: CallSite;
  readonly component: ComponentConfiguration;
  readonly options: ResolvedOptions | undefined;
  /** In the order of the component's inputs. */
  readonly values: readonly Argument[];
}

/** What a body returned: nothing, one value, or named values. */
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

/** Bodies of which one runs, depending on a condition. */
export interface BranchTask extends AnyTask {
  readonly kind: 'branch';
  name: string;
  /** Whether the user gave the name. */
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

/** All that building a pipeline has recorded. */
export interface Trace {
  readonly inputs: readonly InputSource[];
  readonly main: Scope;
  readonly result: BodyResult;
  readonly exit: Scope | undefined;
}
