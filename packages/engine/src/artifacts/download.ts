import type { LocalLocation } from './artifact-location.ts';

/**
 * Returns the content of a file of a web server.
 *
 * @throws Error with the reason, as Argo gives it
 */
export async function download({
  url,
  headers,
}: Extract<LocalLocation, { kind: 'http' }>): Promise<Uint8Array | undefined> {
  const response = await fetch(
    url,
    headers.length === 0
      ? {}
      : { headers: headers.map(({ name, value }): [string, string] => [name, value]) },
  ).catch((error: unknown) => {
    throw new Error(`loading file from ${url} failed with reason: ${reasonOf(error)}`, { cause: error });
  });
  if (response.status === 404) return undefined;
  if (!response.ok)
    throw new Error(`loading file from ${url} failed with reason: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
