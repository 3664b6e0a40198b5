import { Worker } from 'node:worker_threads';
import { printJson } from '@tiphys/go';

/** Options of {@link jqFilter}. */
export interface JqOptions {
  /** Most milliseconds that a filter may take: jq programs can loop forever. @default 10,000 */
  readonly timeout?: number;
}

const DEFAULT_TIMEOUT = 10_000;

/**
 * Returns the texts that a jq program makes of a value, one per line, as Argo stores them in an output parameter: texts without quotes,
 * other values as JSON with sorted names.
 *
 * The program runs in a thread of its own, without access to files and variables of this machine.
 *
 * @throws Error with the message of jq, or if the program takes too long
 * @see https://jqlang.org/manual/
 */
export async function jqFilter(value: unknown, filter: string, options: JqOptions = {}): Promise<string> {
  const lines = await runJq(JSON.stringify(value), filter, options.timeout ?? DEFAULT_TIMEOUT);
  return lines
    .map((line): unknown => JSON.parse(line))
    .map((one) => (typeof one === 'string' ? one : printJson(one)))
    .join('\n')
    .trim();
}

/** Runs in the thread. It is text because the packages are bundled, and a file of its own would need an entry. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.library)
  .then(({ raw }) => raw(workerData.input, workerData.filter, ['-c']))
  .then((result) => parentPort.postMessage(result));
`;

interface JqReply {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

async function runJq(input: string, filter: string, timeout: number): Promise<readonly string[]> {
  const library = import.meta.resolve('jq-wasm');
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { library, input, filter },
    env: {},
    // The library prints there when it is out of memory.
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<JqReply>();
  worker.once('message', resolve);
  worker.once('error', (error: Error) => reject(outOfMemory(error, filter) ?? error));
  worker.once('exit', () => reject(new Error('jq ended without a result')));
  const timer = setTimeout(
    () => reject(new Error(`the jq filter ran longer than ${timeout / 1000} s: ${filter}`)),
    timeout,
  );
  try {
    const { stdout, stderr, exitCode } = await promise;
    if (exitCode !== 0 && stderr !== '') throw new Error(stderr.replace(/^jq: error(?: \(at .*?\))?: /, ''));
    return stdout.split('\n').filter((line) => line !== '');
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Returns an error that says what the library means when it aborts. */
function outOfMemory({ message }: Error, filter: string): Error | undefined {
  if (!message.startsWith('Aborted(')) return undefined;
  return new Error(`the jq filter needs more memory than there is for it: ${filter}`);
}
