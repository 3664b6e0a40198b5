import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { HTTPArtifact } from '@tiphys/models';
import type { HeldPlace } from '../../confined/place.ts';
import { createRegularFile, openRegularFile, type RegularFile } from '../../confined/regular-file.ts';
import { LimitError } from '../../contract/limits.ts';
import { credentialsOf } from './http-credentials.ts';
import { type HttpReply, type HttpRequest, sendRequest } from './http-request.ts';
import type { RemoteContext } from './remote-context.ts';

/**
 * Downloads a file of a web server to a place. Returns the line of the status if there is none, such as `404 Not Found`; undefined if there
 * is one.
 *
 * @throws Error with Argo's message
 */
export async function downloadHttp(
  http: HTTPArtifact,
  target: HeldPlace,
  context: RemoteContext,
): Promise<string | undefined> {
  const { hosts, signal } = context;
  const credentials = await credentialsOf(http, context);
  const reply = await sendRequest({ method: 'GET', url: http.url, signal, ...credentials }, hosts);
  if (reply.status === 404) {
    reply.content.destroy();
    return reply.statusLine;
  }
  if (reply.status < 200 || reply.status >= 300) {
    reply.content.destroy();
    throw new Error(`loading content from ${http.url} failed with reason: ${reply.statusLine}`);
  }
  await writeContent(reply, target, context);
  return undefined;
}

/** Writes the content of an answer to a file, a chunk at a time. */
export async function writeContent(
  { content }: HttpReply,
  target: HeldPlace,
  { files, limits }: RemoteContext,
): Promise<void> {
  const descriptor = createRegularFile(files, target);
  let bytes = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limits.downloadBytes)
        throw new LimitError('the file to download is too large', 'downloadBytes', limits.downloadBytes);
      for (let done = 0; done < chunk.length; ) done += files.writeSync(descriptor, chunk, done);
    }
    files.fchmodSync(descriptor, 0o644);
  } finally {
    files.closeSync(descriptor);
    content.destroy();
  }
}

/** Returns the content of an open file as the body of a request. */
export function bodyOf({ descriptor, stats: { size } }: RegularFile): NonNullable<HttpRequest['body']> {
  // The file may grow meanwhile; the header has its old size.
  const range = { fd: descriptor, autoClose: false, start: 0, end: size - 1 };
  return { size, open: () => (size === 0 ? Readable.from([]) : createReadStream('', range)) };
}

/**
 * Sends a file to a web server.
 *
 * @throws Error with Argo's message
 */
export async function uploadHttp(
  http: HTTPArtifact,
  source: HeldPlace,
  context: RemoteContext,
): Promise<void> {
  const { files, hosts, signal } = context;
  const file = openRegularFile(files, source, source.name);
  try {
    const credentials = await credentialsOf(http, context);
    const body = bodyOf(file);
    const reply = await sendRequest({ method: 'PUT', url: http.url, body, signal, ...credentials }, hosts);
    reply.content.destroy();
    if (reply.status < 200 || reply.status >= 300)
      throw new Error(`saving file ${source.name} to ${http.url} failed with reason: ${reply.statusLine}`);
  } finally {
    file.close();
  }
}
