import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import { parseExactJson } from './exact-json.ts';
import type { Transport } from './transport.ts';

/**
 * Returns the JSON at a path such that it can be written back: integers that JavaScript would round are kept as they are. Throws ClientError as
 * {@link Transport} does.
 */
export async function readExact(transport: Transport, path: string, call: CallOptions): Promise<unknown> {
  const { chunks } = await transport.stream({ method: 'GET', path }, call);
  const text = await readText(chunks);
  try {
    return parseExactJson(text);
  } catch {
    throw new ClientError('CLIENT_REPLY', `GET ${transport.address}${path} answered with what is not JSON.`, {
      status: 200,
    });
  }
}

async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}
