import { StringDecoder } from 'node:string_decoder';
import { errorCode } from '../../contract/error-text.ts';
import { realFileSystem } from '../../contract/file-system.ts';
import { type LoggedNode, logFile, type RunFolder } from '../../contract/run-folder.ts';
import { watchChanges } from '../../shared/changes.ts';

/** Options of {@link followLog}. */
export interface FollowLogOptions {
  /** Tells whether the node has ended, so that nothing more will be written. @default nothing more will be written */
  readonly hasEnded?: () => boolean;
  /** Ends the iteration. @default never */
  readonly signal?: AbortSignal;
}

const BLOCK = 65_536;

/** Yields the log of a node in pieces, as it is written, until the node has ended. Yields nothing for a node without a log. */
export async function* followLog(
  folder: RunFolder,
  node: LoggedNode,
  options: FollowLogOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { hasEnded = () => true, signal } = options;
  using changes = watchChanges(folder.logs, signal);
  const decoder = new StringDecoder('utf8');
  const file = logFile(folder, node);
  let position = 0;
  while (!signal?.aborted) {
    const last = hasEnded();
    for (;;) {
      const block = readBlock(file, position);
      if (block.length === 0 || signal?.aborted) break;
      position += block.length;
      yield decoder.write(block);
    }
    if (last) break;
    await changes.next();
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

function readBlock(file: string, position: number): Buffer {
  const files = realFileSystem;
  try {
    const descriptor = files.openSync(file, 'r');
    try {
      const block = Buffer.alloc(BLOCK);
      return block.subarray(0, files.readSync(descriptor, block, 0, BLOCK, position));
    } finally {
      files.closeSync(descriptor);
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
