import { createParser } from 'eventsource-parser';

/** Iterates over the data of server-sent events. An event that the end of the stream cuts is left out, as the format demands. */
export async function* events(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let ready: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => ready.push(data) });
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    const given = ready;
    ready = [];
    yield* given;
  }
}
