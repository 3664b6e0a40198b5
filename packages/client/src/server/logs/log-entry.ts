import { adviseOn } from '../../transport/advice.ts';

/** A line as the server sends it. */
export interface LogEntry {
  readonly podName: string;
  /** When it was printed, in nanoseconds since the epoch; undefined if the times were not asked for. */
  readonly stamp: bigint | undefined;
  readonly text: string;
}

const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/**
 * Returns the line in a message of a log.
 *
 * @param hasTime whether the times were asked for
 * @throws ClientError `CLIENT_REPLY` if it is not one
 */
export function readLogEntry(result: object, hasTime: boolean): LogEntry {
  const { content = '', podName = '' }: { readonly content?: unknown; readonly podName?: unknown } = result;
  if (typeof content !== 'string' || typeof podName !== 'string') throw noLine();
  if (!hasTime) return { podName, stamp: undefined, text: content };
  const [all = '', seconds = '', fraction = '', zone = ''] = STAMPED.exec(content) ?? [];
  const milliseconds = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(milliseconds)) throw noLine();
  const stamp = BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  return { podName, stamp, text: content.slice(all.length) };
}

function noLine(): Error {
  return adviseOn('CLIENT_REPLY', 'The server sent a line of a log without its pod or its time');
}
