import type { LogOptions } from '@tiphys/runs';
import type { ServerQuery } from '../server-path.ts';

/** One request for the log of a run. */
export interface LogRequest extends Omit<LogOptions, 'node' | 'signal' | 'times'> {
  /** The only pod whose log is wanted. @default all */
  readonly podName: string | undefined;
  /** Whether lines come with their times. */
  readonly hasTimes: boolean;
  readonly follow: boolean;
  /** Whether the log was read before. */
  readonly isAgain: boolean;
}

/** Returns the query of a request for a log. */
export function logQuery(request: LogRequest): ServerQuery {
  const {
    podName,
    container = 'main',
    follow,
    hasTimes,
    isAgain,
    tail,
    since,
    selector = '',
    previous,
  } = request;
  return {
    podName,
    selector: selector.trim() || undefined,
    'logOptions.container': container,
    'logOptions.follow': follow ? 'true' : undefined,
    'logOptions.previous': previous === true ? 'true' : undefined,
    'logOptions.timestamps': hasTimes ? 'true' : undefined,
    'logOptions.sinceSeconds':
      since === undefined ? undefined : Math.max(1, Math.ceil((Date.now() - since) / 1000)),
    // New lines would push out those between them and the cut.
    'logOptions.tailLines': isAgain ? undefined : tail,
    grep: hasTimes ? undefined : request.grep || undefined,
  };
}
