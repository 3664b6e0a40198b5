import type { GoUrl } from '@tiphys/go';

/** A request that is ready to be sent. */
export interface HttpCall {
  readonly method: string;
  readonly url: GoUrl;
  /** Values by the canonical name of the header, such as `Content-Type`. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The value of the `Host` header if it is not the host of the URL. */
  readonly host?: string;
  readonly body: Buffer;
}

/** What the server answered. */
export interface HttpReply {
  readonly statusCode: number;
  /** What follows the status code, such as `Not Found`. */
  readonly statusText: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

/** Returns the name of a header as Go writes it: `content-type` becomes `Content-Type`. A name that is not valid stays as it is. */
export function canonicalHeader(name: string): string {
  if (!isToken(name)) return name;
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (found) => found.toUpperCase());
}

/** Returns whether a text may be a method or the name of a header. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}

/** Adds a value to a header. */
export function addHeader(headers: Map<string, string[]>, name: string, value: string): void {
  const key = canonicalHeader(name);
  const values = headers.get(key);
  if (values === undefined) headers.set(key, [value]);
  else values.push(value);
}
