import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that the server got. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
}

/** A small object store with the interface of S3. */
export interface S3Fixture extends AsyncDisposable {
  /** Host and port. */
  readonly endpoint: string;
  /** Contents by bucket and key: `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  readonly buckets: Set<string>;
  readonly requests: SeenRequest[];
}

/** Starts the server. It lists at most two keys at a time. */
export async function startS3(): Promise<S3Fixture> {
  const objects = new Map<string, Buffer>();
  const buckets = new Set(['data']);
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
    });
    const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const name = `${bucket}/${rest.join('/')}`;
    const body = await readAll(request);
    if (request.method === 'PUT' && name === `${bucket}/`) {
      if (buckets.has(bucket)) return fail(response, 409, 'BucketAlreadyOwnedByYou');
      buckets.add(bucket);
      return void response.end();
    }
    if (!buckets.has(bucket)) return fail(response, 404, 'NoSuchBucket');
    if (request.method === 'PUT') objects.set(name, body);
    else if (request.method === 'DELETE') objects.delete(name);
    else if (url.searchParams.get('list-type') === '2')
      return void response.end(list(bucket, url.searchParams));
    else if (!objects.has(name)) return fail(response, 404, 'NoSuchKey');
    response.end(request.method === 'GET' ? objects.get(name) : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const endpoint = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const close = (): Promise<void> => new Promise((closed) => server.close(() => closed()));
  return { endpoint, objects, buckets, requests, [Symbol.asyncDispose]: close };

  function list(bucket: string, query: URLSearchParams): string {
    const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const start = Number(query.get('continuation-token') ?? 0);
    const page = keys.slice(start, start + 2);
    const more = start + 2 < keys.length;
    const contents = page.map(
      (key) =>
        `<Contents><Key>${encodeURIComponent(key.slice(bucket.length + 1))}</Key><Size>1</Size></Contents>`,
    );
    const next = more ? `<NextContinuationToken>${start + 2}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?>\n<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  response.end(`<Error><Code>${code}</Code><Message>The reason is &quot;${code}&quot;.</Message></Error>`);
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
