import type { NodeBody } from '../node/node-body.ts';
import type { ActivityBasis } from './activity-basis.ts';

/** A pod. */
export interface PodActivity extends ActivityBasis {
  readonly kind: 'pod';
  readonly body: NodeBody;
  /** Whether it was started, and has not finished. */
  running: boolean;
}
