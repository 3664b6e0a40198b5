import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import type { PodContainer } from '../../pod-spec/pod-spec.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';

/** Path at which Kubernetes expects the termination message of a container. */
const DEFAULT_PATH = '/dev/termination-log';

/** Longest termination message that Kubernetes keeps, in bytes. The end is kept. */
const MAXIMUM_BYTES = 4096;

/** The most that is taken from the log of a container that failed without a message: 2048 bytes or 80 lines. */
const LOG_BYTES = 2048;
const LOG_LINES = 80;

/** How a container has ended. */
interface EndedContainer {
  readonly exitCode: number;
  readonly logFile: string;
}

/** The file of the termination message of a container. */
export interface TerminationFile {
  /** Returns the message of a container that has ended. */
  read(end: EndedContainer): string;
}

/** Mounts an empty file for the termination message of a container in its file system, unless it is mounted already. */
export function openTerminationFile(
  files: FileSystem,
  { fields, ...container }: PodContainer,
  plan: PodFiles | undefined,
  isMounted = false,
): TerminationFile {
  const podPath = fields.terminationMessagePath ?? DEFAULT_PATH;
  // Each entry of /dev is mounted on its own once a file there is private, so this is done only if the container mentions the file.
  const isUsed =
    podPath !== DEFAULT_PATH || JSON.stringify({ fields, container }).includes('termination-log');
  const file = isUsed && plan !== undefined ? fileIn(plan) : undefined;
  if (file !== undefined && plan !== undefined && !isMounted) mountFile(files, file, podPath, plan);
  return {
    read: (end) => readTerminationMessage(files, file, { ...end, fields }),
  };
}

/** Returns the termination message of a container that has ended: the end of its file, or that of its log if its policy says so. */
export function readTerminationMessage(
  files: FileSystem,
  file: string | undefined,
  {
    exitCode,
    logFile,
    fields: { terminationMessagePolicy },
  }: EndedContainer & { readonly fields: PodContainer['fields'] },
): string {
  const message = file === undefined ? '' : readEnd(files, file, MAXIMUM_BYTES);
  if (message !== '' || exitCode === 0 || terminationMessagePolicy !== 'FallbackToLogsOnError')
    return message;
  return lastLines(readEnd(files, logFile, LOG_BYTES));
}

function fileIn(plan: PodFiles): string {
  return path.join(plan.directory, 'termination-log');
}

function mountFile(files: FileSystem, file: string, podPath: string, plan: PodFiles): void {
  files.writeFileSync(file, '');
  // Any user of the container may write it.
  files.chmodSync(file, 0o666);
  plan.mount(podPath, file, 'run');
}

function readEnd(files: FileSystem, file: string, atMost: number): string {
  if (!files.existsSync(file)) return '';
  const descriptor = files.openSync(file, 'r');
  try {
    const { size } = files.fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, atMost));
    const length = files.readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    return bytes.subarray(0, length).toString();
  } finally {
    files.closeSync(descriptor);
  }
}

function lastLines(text: string): string {
  const lines = text.split(/(?<=\n)/);
  return lines.slice(-LOG_LINES).join('');
}
