import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '@tiphys/signature/model';

/** Where a function of this package was called; cheap to make, its text is made only when it is read. */
export interface CallSite {
  readonly stack?: string;
}

/** Returns the place that called the given function. */
export function captureSite(called: (...values: never[]) => unknown): CallSite {
  const site: CallSite = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(site, called);
  Error.stackTraceLimit = limit;
  return site;
}

const place = /(?:\(|at |async )((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/m;

/** Returns the file, line and column of a call, when its stack names them. */
export function locate(site: CallSite): SourceLocation | undefined {
  const match = place.exec(site.stack ?? '');
  if (match === null) return undefined;
  const [, file = '', line, column] = match;
  return {
    file: file.startsWith('file://') ? fileURLToPath(file) : file,
    line: Number(line),
    column: Number(column),
  };
}
