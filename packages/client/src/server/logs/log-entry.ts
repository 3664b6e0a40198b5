import { adviseOn } from '../../transport/advice.ts';

/** A line as the server sends it. */
export interface LogEntry {
  readonly podName: string;
  /** When it was printed, in nanoseconds since the epoch. */
  readonly stamp: bigint;
  readonly text: string;
}

const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/**
 * Returns the line in a message of a log with times.
 *
 * @throws ClientError `CLIENT_REPLY` if it is not one
 */
export function readLogEntry(result: object): LogEntry {
  const { content = '', podName = '' }: { readonly content?: unknown; readonly podName?: unknown } = result;
  const match = typeof content === 'string' ? STAMPED.exec(content) : null;
  const [all = '', seconds = '', fraction = '', zone = ''] = match ?? [];
  const milliseconds = Date.parse(`${seconds}${zone}`);
  if (typeof content !== 'string' || typeof podName !== 'string' || Number.isNaN(milliseconds))
    throw adviseOn('CLIENT_REPLY', 'The server sent a line of a log without its pod or its time');
  const stamp = BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  return { podName, stamp, text: content.slice(all.length) };
}
