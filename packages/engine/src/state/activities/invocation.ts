import type { CallFields } from '../../manifest/fields.ts';
import type { NodeBody } from '../node/node-body.ts';
import type { TextSet } from '../records.ts';
import type { ActivityBasis } from './activity-basis.ts';

/** A step or task that was started, with its node, hooks and exit handler. */
export interface Invocation {
  /** The step or task; its name has the brackets of a loop, and is unique among the invocations of its host. */
  readonly call: CallFields;
  /** Name of the step or task, without the brackets of a loop. */
  readonly name: string;
  /** Prefix under which its hooks find its outputs: `steps.a`, `tasks.a`. */
  readonly prefix: string;
  /** Id of its node, which is also that of its activity. */
  node?: string;
  /** Names of the hooks that have started. */
  readonly hooks: string[];
  /** Id of the node of its exit handler. */
  exit?: string;
  exitDecided: boolean;
  /** Whether node, hooks and exit handler are done. */
  settled: boolean;
}

/** The steps or dag template that invocations belong to. */
export interface HostBasis extends ActivityBasis {
  readonly body: NodeBody;
  /** Invocations by the name of their call. */
  invocations: Record<string, Invocation>;
  /** Names of the invocations that are not settled and whose hooks are watched. */
  readonly hooked: TextSet;
  /** The invocation that each running activity belongs to, by the id of the activity. */
  readonly owners: Record<string, string>;
  /** Number of running activities. */
  live: number;
}
