import { Console } from 'node:console';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

/** Stdout and stderr of a task, which are written to files at once. */
export interface TaskStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly console: Console;
  /** File descriptors in place of those of the process. */
  readonly descriptors: readonly [number, number, number];
  close(): void;
}

/**
 * Opens the streams of a task.
 *
 * @param log receives both
 * @param output receives stdout, too
 */
export function openTaskStreams(log: string, output: string | undefined): TaskStreams {
  mkdirSync(dirname(log), { recursive: true });
  const nothing = openSync('/dev/null', 'r');
  const logFile = openSync(log, 'a');
  const outputFile = output === undefined ? undefined : openSync(output, 'w');
  const stdout = streamTo(outputFile === undefined ? [logFile] : [logFile, outputFile], 1);
  const stderr = streamTo([logFile], 2);
  return {
    stdout,
    stderr,
    console: new Console({ stdout, stderr }),
    descriptors: [nothing, logFile, logFile],
    close() {
      for (const file of [nothing, logFile, ...(outputFile === undefined ? [] : [outputFile])])
        closeSync(file);
    },
  };
}

/** Returns a stream that is never behind, so that nothing is lost when the worker exits. */
function streamTo(files: readonly number[], descriptor: number): Writable {
  const stream = new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      for (const file of files) writeAll(file, chunk);
      done();
    },
  });
  return Object.assign(stream, { fd: descriptor });
}

function writeAll(file: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
}
