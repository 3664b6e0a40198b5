import type { RetryFields } from '../../manifest/fields.ts';
import type { NodeBody } from '../node/node-body.ts';
import type { ActivityBasis } from './activity-basis.ts';

/** A filled template with a retry strategy. */
export interface RetryBody extends NodeBody {
  readonly strategy: RetryFields;
}

/** A template under a Retry node. */
export interface RetryActivity extends ActivityBasis {
  readonly kind: 'retry';
  readonly body: RetryBody;
  /** Nodes of the attempts, oldest first. */
  readonly attempts: string[];
  /** Message of the error that the last attempt returned. */
  lastError?: string | undefined;
  /** End of the backoff. */
  waitUntil?: number | undefined;
}
