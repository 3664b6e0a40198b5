import type { ActivityBasis } from './activity-basis.ts';

/** A suspended node. */
export interface SuspendActivity extends ActivityBasis {
  readonly kind: 'suspend';
  /** Whether it belongs to an exit handler, which continues after Stop and past the deadline. */
  readonly exitHandler: boolean;
  /** Time at which it goes on by itself. Absent if it waits until it is resumed. */
  until?: number;
}

/** An activity whose node ended when it was created. */
export interface EndedActivity extends ActivityBasis {
  readonly kind: 'ended';
}
