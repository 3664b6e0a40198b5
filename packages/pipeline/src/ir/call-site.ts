import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '@tiphys/signature/model';

/** The place where a function of this package was called. It is cheap, because V8 formats the stack only when it is read. */
export interface CallSite {
  readonly stack?: string;
}

/** Captures the place that called the given function. */
export function captureSite(called: (...values: never[]) => unknown): CallSite {
  const site: CallSite = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(site, called);
  Error.stackTraceLimit = limit;
  return site;
}

const PLACE = /(?:\(|at |async )((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/m;

/** Returns the location of a call, if its stack has one. */
export function locate(site: CallSite): SourceLocation | undefined {
  const match = PLACE.exec(site.stack ?? '');
  if (match === null) return undefined;
  const [, file = '', line, column] = match;
  return {
    file: file.startsWith('file://') ? fileURLToPath(file) : file,
    line: Number(line),
    column: Number(column),
  };
}
