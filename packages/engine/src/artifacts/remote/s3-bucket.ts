import type { S3Artifact } from '@tiphys/models';
import { AwsV4Signer } from 'aws4fetch';
import { type HttpReply, type HttpRequest, sendRequest } from './http-request.ts';
import { readSecret } from './read-secret.ts';
import type { RemoteContext } from './remote-context.ts';

/** A bucket of a real object store. */
export interface S3Bucket {
  /** Opens an object; returns undefined if there is none. */
  open(key: string): Promise<HttpReply | undefined>;
  put(key: string, body: NonNullable<HttpRequest['body']>): Promise<void>;
  /** Returns the keys that start with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  remove(key: string): Promise<void>;
  /** Makes the bucket if it does not exist. */
  create(): Promise<void>;
}

/** Largest object that one request may send. */
const MAXIMUM_OBJECT_BYTES = 5 * 1024 ** 3;

/** Longest page of a list: at most 1000 keys of at most 1024 bytes, encoded. */
const MAXIMUM_PAGE_BYTES = 16 * 1024 * 1024;

/**
 * Opens a bucket with the keys of its Secrets.
 *
 * @throws Error if the location has no endpoint or a Secret is missing
 */
export function openS3Bucket(location: S3Artifact, context: RemoteContext): S3Bucket {
  const world = connect(location, context);
  return {
    async open(key) {
      const reply = await send(world, { method: 'GET', key });
      if (reply.status === 200) return reply;
      const problem = await readProblem(reply);
      if (problem.code === 'NoSuchKey' || (reply.status === 404 && problem.code === '')) return undefined;
      throw new Error(`failed to get file: ${problem.message}`);
    },
    async put(key, body) {
      if (body.size > MAXIMUM_OBJECT_BYTES)
        throw new Error(
          `failed to put file: it is larger than the ${MAXIMUM_OBJECT_BYTES} bytes that one request may send`,
        );
      const reply = await send(world, { method: 'PUT', key, body });
      if (reply.status >= 300) throw new Error(`failed to put file: ${(await readProblem(reply)).message}`);
      reply.content.destroy();
    },
    list: (prefix) => listKeys(world, prefix),
    async remove(key) {
      const reply = await send(world, { method: 'DELETE', key });
      if (reply.status >= 300 && reply.status !== 404)
        throw new Error(`failed to delete ${key}: ${(await readProblem(reply)).message}`);
      reply.content.destroy();
    },
    async create() {
      const reply = await send(world, { method: 'PUT', key: '' });
      if (reply.status < 300) return void reply.content.destroy();
      const { code, message } = await readProblem(reply);
      if (code !== 'BucketAlreadyExists' && code !== 'BucketAlreadyOwnedByYou')
        throw new Error(`failed to create bucket ${location.bucket ?? ''}: ${message}`);
    },
  };
}

interface S3World extends Pick<RemoteContext, 'hosts' | 'signal'> {
  readonly base: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
  readonly tls: HttpRequest['tls'];
}

function connect(location: S3Artifact, { objects, hosts, signal }: RemoteContext): S3World {
  const { bucket = '', endpoint = '', insecure } = location;
  const text = `${insecure === true ? 'http' : 'https'}://${endpoint}`;
  if (endpoint === '' || !URL.canParse(text))
    throw new Error(
      `the bucket "${bucket}" needs the address of a server in \`endpoint\`, such as s3.amazonaws.com`,
    );
  if (location.roleARN !== undefined || location.useSDKCreds === true)
    throw new Error(
      `the bucket "${bucket}" needs its keys in Secrets: local runs support neither \`useSDKCreds\` nor \`roleARN\``,
    );
  if (location.encryptionOptions?.serverSideCustomerKeySecret !== undefined)
    throw new Error(
      `the bucket "${bucket}" uses \`serverSideCustomerKeySecret\`, which local runs do not support`,
    );
  const ca = readSecret(objects, location.caSecret);
  return {
    base: baseOf(new URL(text), bucket, location.addressingStyle),
    region: location.region || 'us-east-1',
    accessKeyId: readSecret(objects, location.accessKeySecret) ?? '',
    secretAccessKey: readSecret(objects, location.secretKeySecret) ?? '',
    sessionToken: readSecret(objects, location.sessionTokenSecret),
    tls: ca === undefined ? {} : { ca },
    hosts,
    signal,
  };
}

/** Returns the URL of a bucket. Like Argo's client, only Amazon's servers get the bucket in the name of the host by default. */
function baseOf(endpoint: URL, bucket: string, style: S3Artifact['addressingStyle']): URL {
  const isAmazon = /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(endpoint.hostname) && !bucket.includes('.');
  if (style !== 'virtual-hosted' && (style === 'path' || !isAmazon))
    return new URL(`${endpoint.origin}/${encodeURIComponent(bucket)}/`);
  return new URL(`${endpoint.protocol}//${encodeURIComponent(bucket)}.${endpoint.host}/`);
}

interface S3Request extends Pick<HttpRequest, 'method' | 'body'> {
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
}

async function send(world: S3World, { method, key, query, body }: S3Request): Promise<HttpReply> {
  const { hosts, signal, tls, base } = world;
  const url = `${base.href}${encodeKey(key)}${queryText(query)}`;
  hosts.assertAllowed(base);
  const headers = world.accessKeyId === '' ? [] : await signedHeaders(world, method, url);
  return sendRequest({ method, url, headers, ...(tls && { tls }), signal, ...(body && { body }) }, hosts);
}

async function signedHeaders(
  { accessKeyId, secretAccessKey, sessionToken, region }: S3World,
  method: string,
  url: string,
): Promise<[string, string][]> {
  const signer = new AwsV4Signer({
    method,
    url,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    service: 's3',
    region,
  });
  const { headers } = await signer.sign();
  return [...headers];
}

/** Encodes a key as the signature needs it: everything but letters, digits and a few signs. */
function encodeKey(key: string): string {
  return key.split('/').map(encode).join('/');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function queryText(query: Readonly<Record<string, string>> = {}): string {
  const parts = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

async function listKeys(world: S3World, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const query = {
      // Encoded keys contain nothing that XML would escape.
      'encoding-type': 'url',
      'list-type': '2',
      prefix,
      ...(token !== '' && { 'continuation-token': token }),
    };
    const reply: HttpReply = await send(world, { method: 'GET', key: '', query });
    if (reply.status !== 200)
      throw new Error(`failed to list directory: ${(await readProblem(reply)).message}`);
    const text = await readText(reply);
    for (const [, key = ''] of text.matchAll(/<Contents>.*?<Key>([^<]*)<\/Key>/gs)) keys.push(decodeKey(key));
    const more = /<IsTruncated>\s*true/.test(text);
    token = more
      ? decodeXml(/<NextContinuationToken>([^<]*)</.exec(text)?.[1] ?? '') || undefined
      : undefined;
  }
  return keys;
}

function decodeKey(text: string): string {
  return decodeURIComponent(decodeXml(text).replaceAll('+', ' '));
}

const XML_SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return XML_SIGNS[String(name)] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

async function readText({ content }: HttpReply): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAXIMUM_PAGE_BYTES) throw new Error('the answer of the object store is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Returns the code and text of an error of the object store. */
async function readProblem(reply: HttpReply): Promise<{ readonly code: string; readonly message: string }> {
  const text = await readText(reply);
  const code = /<Code>([^<]*)</.exec(text)?.[1] ?? '';
  const message = decodeXml(/<Message>([^<]*)</.exec(text)?.[1] ?? '');
  return { code: decodeXml(code), message: message || reply.statusLine };
}
