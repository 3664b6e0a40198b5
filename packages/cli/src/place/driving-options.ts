import type { NodeStatus } from '@tiphys/models';
import type { SessionOptions } from '../drive/session.ts';

/** How runs go on that a command starts or continues. */
export interface DrivingOptions extends SessionOptions {
  /** Whether a run of a cluster is followed until it has ended. This process drives local runs, and follows them always. @default false */
  readonly follow?: boolean;
  /** Tells whether a node is shown. @default all are */
  readonly shows?: ((node: NodeStatus) => boolean) | undefined;
}
