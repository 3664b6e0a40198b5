import type { BodyResult, CalledPipeline, Handler, InputSource, Scope, Source } from './graph.ts';

/** Everything that the bodies of a pipeline have recorded. */
export interface Trace {
  readonly inputs: readonly InputSource[];
  readonly main: Scope;
  readonly result: BodyResult;
  readonly exit: Scope | undefined;
  /** Tasks that run beside the run. */
  readonly hooks: readonly Handler[];
  /** Labels by name: texts, and texts that are computed from the inputs. */
  readonly labels: ReadonlyMap<string, string | Source>;
  /** The pipelines that it calls. */
  readonly called: {
    /** Those that are parts of it, each after those that it calls itself. */
    readonly parts: readonly CalledPipeline[];
    /** Those that run from their objects in the cluster. */
    readonly references: readonly CalledPipeline[];
  };
}
