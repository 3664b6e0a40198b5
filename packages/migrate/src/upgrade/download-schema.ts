import path from 'node:path';
import { MigrateError } from './migrate-error.ts';

/** A file that was downloaded. */
export interface DownloadedFile {
  /** The path in Argo's repository. */
  readonly name: string;
  readonly address: string;
  readonly content: Uint8Array;
}

/** Limits of a download. */
export interface DownloadOptions {
  /** Aborts the download. */
  readonly signal: AbortSignal;
  /** The time that one file may take, in milliseconds. */
  readonly timeout: number;
}

const SCHEMA_FILE = 'api/jsonschema/schema.json';
const SWAGGER_FILE = 'api/openapi-spec/swagger.json';
const crdFiles = [
  'clusterworkflowtemplates',
  'cronworkflows',
  'workfloweventbindings',
  'workflows',
  'workflowtemplates',
].map((name) => `manifests/base/crds/full/argoproj.io_${name}.yaml`);
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Downloads the schema of an Argo version: from the root of a tree laid out like Argo's repository, or as a single JSON
 * file. The address of a repository's page on GitHub works as well.
 *
 * @throws MigrateError `MIGRATE_DOWNLOAD_FAILED` naming the address
 */
export async function downloadSchema(
  address: string,
  options: DownloadOptions,
): Promise<readonly DownloadedFile[]> {
  const root = rawAddress(address);
  if (!URL.canParse(root))
    throw failed(root, 'it is not an address. Give one such as https://example.com/argo/');
  if (/\.json$/.test(new URL(root).pathname)) return [await downloadNeeded(root, options)];
  const base = root.endsWith('/') ? root : `${root}/`;
  const found = await Promise.all(
    [SCHEMA_FILE, SWAGGER_FILE, ...crdFiles].map((name) => download(new URL(name, base).href, name, options)),
  );
  const [schema, swagger, ...crds] = found;
  if (schema === undefined && swagger === undefined)
    throw failed(
      withoutCredentials(base).address,
      `it has neither ${SCHEMA_FILE} nor ${SWAGGER_FILE}. Give the root of a tree laid out like Argo's repository`,
    );
  const missing = crdFiles.filter((_, index) => crds[index] === undefined);
  if (missing.length > 0 && missing.length < crdFiles.length)
    throw failed(
      withoutCredentials(base).address,
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  return found.filter((file) => file !== undefined);
}

function rawAddress(address: string): string {
  const [, owner, file] =
    /^https:\/\/github\.com\/([^/]+\/[^/]+)\/(?:blob|raw)\/([^?#]+)/.exec(address) ?? [];
  if (owner !== undefined) return `https://raw.githubusercontent.com/${owner}/${file}`;
  const [, repository, ref = 'main'] =
    /^https:\/\/github\.com\/([^/]+\/[^/]+?)(?:\.git)?(?:\/(?:tree|releases\/tag)\/([^/]+))?\/?$/.exec(
      address,
    ) ?? [];
  return repository === undefined ? address : `https://raw.githubusercontent.com/${repository}/${ref}/`;
}

async function downloadNeeded(address: string, options: DownloadOptions): Promise<DownloadedFile> {
  const file = await download(address, path.posix.basename(new URL(address).pathname), options);
  if (file === undefined) throw failed(withoutCredentials(address).address, 'there is no such file (404)');
  return file;
}

/** Returns undefined if the file does not exist. */
async function download(
  given: string,
  name: string,
  { signal, timeout }: DownloadOptions,
): Promise<DownloadedFile | undefined> {
  const limit = AbortSignal.timeout(timeout);
  const { address, headers } = withoutCredentials(given);
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.any([signal, limit]) });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw failed(address, `the server answered ${response.status} ${response.statusText}`.trim());
    }
    return { name, address, content: await readBody(response, address) };
  } catch (error) {
    if (error instanceof MigrateError || signal.aborted) throw error;
    if (limit.aborted) throw failed(address, `it took longer than ${timeout / 1000} s. Try again later`);
    throw failed(address, reasonOf(error), error);
  }
}

/** `fetch` refuses a name and password in an address, and no message may show them. */
function withoutCredentials(address: string): {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return { address, headers: {} };
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { address: url.href, headers: { authorization } };
}

async function readBody(response: Response, address: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_BYTES) throw failed(address, `it is larger than ${MAX_BYTES} bytes, which no schema is`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const inner =
    cause instanceof Error ? cause.message || (cause as { readonly code?: string }).code : undefined;
  if (message === 'terminated') return 'the connection ended before the file did';
  return inner === undefined || inner === '' ? message : `${inner}`;
}

function failed(address: string, reason: string, cause?: unknown): MigrateError {
  const message = `Cannot download ${address}: ${reason}. Nothing was changed.`;
  return new MigrateError('MIGRATE_DOWNLOAD_FAILED', message, cause);
}
