import type { RetryFields } from '../../manifest/fields.ts';
import type { NodeBody } from '../node/node-body.ts';
import type { ActivityBasis } from './activity-basis.ts';

/** A filled template that has to wait before its body starts. */
export interface WaitingActivity extends ActivityBasis {
  readonly kind: 'waiting';
  readonly body: NodeBody;
  readonly strategy?: RetryFields | undefined;
  /** What it waits for: its locks, the answer of its cache, or a limit. */
  stage: 'locks' | 'cache' | 'limit';
  /** The entry of its cache, once it is known. */
  entry?: unknown;
}
