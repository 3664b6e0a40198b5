import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchesLabels, parseLabelSelector } from '@tiphys/operations';
import { loopbackServer } from '../loopback-server.ts';

interface StoredObject {
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The objects of a Kubernetes API server, which runs in this process. */
export interface KubernetesObjects extends AsyncDisposable {
  /** A kubeconfig that leads to it. */
  readonly kubeconfig: string;
  /** The objects by plural and name: `workflowtemplates/build`. */
  readonly objects: Map<string, StoredObject>;
  /** What was asked for, without reads: `PATCH workflowtemplates/build`. Trial runs end with `(dry run)`. */
  readonly changes: string[];
  /** Messages for objects that the server refuses, by their key. */
  readonly refused: Map<string, string>;
}

const ADDRESS =
  /^\/(?:api\/v1|apis\/argoproj\.io\/v1alpha1)(?:\/namespaces\/[^/]+)?\/(?<plural>[a-z]+)(?:\/(?<name>[^/]+))?$/;
const KINDS = { name: 'workfloweventbindings', kind: 'WorkflowEventBinding', namespaced: true };

/** Starts a Kubernetes API server that stores objects, with server-side apply for one owner of fields, and another who has set what it is told. */
export async function kubernetesObjects(): Promise<KubernetesObjects> {
  const objects = new Map<string, StoredObject>();
  const applied = new Map<string, unknown>();
  const changes: string[] = [];
  const refused = new Map<string, string>();
  const server = await loopbackServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://localhost');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const fail = (status: number, reason: string, message: string): void =>
      send(status, { kind: 'Status', status: 'Failure', reason, message, code: status });
    if (url.pathname === '/apis/argoproj.io/v1alpha1') return send(200, { resources: [KINDS] });
    const { plural = '', name } = ADDRESS.exec(url.pathname)?.groups ?? {};
    const body = text === '' ? undefined : JSON.parse(text);
    if (request.method === 'POST') body.metadata.name ??= `${body.metadata.generateName}${changes.length}`;
    const key = `${plural}/${name ?? body?.metadata.name}`;
    const live = objects.get(key);
    const isDry = url.searchParams.get('dryRun') === 'All';
    if (request.method !== 'GET') changes.push(`${request.method} ${key}${isDry ? ' (dry run)' : ''}`);
    const problem = refused.get(key);
    if (request.method !== 'GET' && problem !== undefined) return fail(422, 'Invalid', problem);
    if (request.method === 'GET' && name === undefined) {
      const selector = parseLabelSelector(url.searchParams.get('labelSelector') ?? '');
      const items = [...objects]
        .filter(([one]) => one.startsWith(`${plural}/`))
        .map(([, object]) => object)
        .filter(({ metadata }) => matchesLabels(selector, metadata.labels ?? {}));
      return send(200, { items, metadata: { resourceVersion: '1' } });
    }
    const isMissing = live === undefined && !(request.method === 'POST' || request.method === 'PATCH');
    if (isMissing) return fail(404, 'NotFound', `${plural}.argoproj.io "${name}" not found`);
    if (request.method === 'GET') return send(200, live);
    if (request.method === 'POST' && live !== undefined)
      return fail(409, 'AlreadyExists', `${plural}.argoproj.io "${body.metadata.name}" already exists`);
    if (request.method === 'DELETE') {
      objects.delete(key);
      return send(200, { kind: 'Status', status: 'Success' });
    }
    const isApply = String(request.headers['content-type']).includes('apply-patch');
    const kept = isApply ? without(live, applied.get(key), body) : live;
    const merged = request.method === 'PATCH' ? merge(kept, body) : body;
    const stored: StoredObject = {
      ...merged,
      metadata: {
        creationTimestamp: '2026-01-01T00:00:00Z',
        uid: randomUUID(),
        ...live?.metadata,
        ...merged.metadata,
        namespace: plural.startsWith('cluster') ? undefined : 'default',
        resourceVersion: `${changes.length}`,
        managedFields: [{ manager: 'tiphys' }],
      },
    };
    if (!isDry) {
      objects.set(key, JSON.parse(JSON.stringify(stored)));
      if (isApply) applied.set(key, body);
    }
    send(live === undefined ? 201 : 200, stored);
  }

  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace: 'default' } }],
    clusters: [{ name: 'test', cluster: { server: server.address } }],
    users: [{ name: 'test', user: {} }],
  });
  return {
    kubeconfig,
    objects,
    changes,
    refused,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merge(live: unknown, patch: unknown): StoredObject {
  if (!isMap(live) || !isMap(patch)) return patch as StoredObject; // any JSON
  const merged: Record<string, unknown> = { ...live };
  for (const [field, value] of Object.entries(patch)) merged[field] = merge(live[field], value);
  return merged as unknown as StoredObject; // any JSON
}

/** Returns an object without the fields that were applied before, and no longer are. */
function without(live: unknown, before: unknown, now: unknown): unknown {
  if (!isMap(live) || !isMap(before)) return live;
  return Object.fromEntries(
    Object.entries(live).flatMap(([field, value]) => {
      const next = isMap(now) ? now[field] : undefined;
      if (next === undefined && field in before && !isMap(value)) return [];
      return [[field, without(value, before[field], next)]];
    }),
  );
}
