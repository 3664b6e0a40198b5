import type { CallSite } from './call-site.ts';
import type { FunctionConstants } from './constant.ts';

/** An arrow function of the user that is never called: its source becomes an Argo expression. */
export interface ArrowFunction {
  readonly run: (...values: never[]) => unknown;
  /** The place where it was passed, for messages. Its own place is better, where a loader has read it. */
  readonly site: CallSite;
  readonly constants: FunctionConstants;
}
