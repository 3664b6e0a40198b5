import { adviseOn } from './advice.ts';
import { events } from './events.ts';
import { lines } from './lines.ts';

/** How a server separates the messages of a stream: as server-sent events, or as lines of JSON. */
export type StreamFormat = 'events' | 'lines';

/** What a client accepts for each format. */
export const MEDIA_TYPES: Readonly<Record<StreamFormat, string>> = {
  events: 'text/event-stream',
  lines: 'application/json',
};

/**
 * Iterates over the JSON texts of the messages of a stream.
 *
 * @param name what was asked for, for messages
 * @throws ClientError `CLIENT_UNREACHABLE` if the stream ends properly, but inside a message: something between us and the server has cut it
 */
export function streamTexts(
  chunks: AsyncIterable<Uint8Array>,
  format: StreamFormat,
  name: string,
): AsyncIterable<string> {
  return format === 'events' ? events(wholeEvents(chunks, name)) : wholeLines(chunks, name);
}

/** Passes on a stream that ends as an event does. */
async function* wholeEvents(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let end = Buffer.alloc(0);
  for await (const chunk of chunks) {
    yield chunk;
    end = Buffer.concat([end, chunk.subarray(-3)]).subarray(-3);
  }
  if (end.length > 0 && !/\n\r?\n$/.test(end.toString('latin1'))) throw cutInside(name);
}

/** Iterates over lines that are not empty. The last one may lack its end, if it is complete. */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  let last: number | undefined;
  let isOver = false;
  async function* noted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
    isOver = true;
  }
  for await (const line of lines(noted())) {
    if (isOver && last !== 0x0a && !isJson(line)) throw cutInside(name);
    if (line.trim() !== '') yield line;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function cutInside(name: string): Error {
  return adviseOn('CLIENT_UNREACHABLE', `${name} ended inside a message`);
}
