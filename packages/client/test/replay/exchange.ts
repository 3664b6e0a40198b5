import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One request to a real server, and its reply. */
export interface Exchange {
  /** Name of the file, without its number: `cron-suspend`. */
  readonly name: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent as JSON, or the text that was sent as it is. */
  readonly body?: unknown;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly text?: string;
  readonly base64?: string;
  /** The lines of a stream, with their ends. */
  readonly chunks?: readonly string[];
  /** Whether the server ended the stream; else the reader stopped. */
  readonly ended?: boolean;
}

/** Reads the exchanges of a folder, in the order in which they were made. */
export function readExchanges(folder: string): readonly Exchange[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { request, response } = expand(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as Exchange;
      return { name: basename(file, '.json').replace(/^\d+-/, ''), request, response };
    });
}

/** Long texts are recorded as `<300000 times x>`. */
function expand(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/^<(\d+) times (.)>$/, (_, count: string, char: string) =>
      char.repeat(Number(count)),
    );
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, child]) => [field, expand(child)]));
}

/** Returns the text of a request's body; undefined if it has none. */
export function bodyText({ body }: RecordedRequest): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

/** Returns the bytes of a reply's body. */
export function bodyBytes({ body, text, base64, chunks }: RecordedResponse): Buffer {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  return Buffer.from(chunks?.join('') ?? text ?? (body === undefined ? '' : JSON.stringify(body)));
}
