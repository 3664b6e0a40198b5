import { expect, test } from 'vitest';
import type { Access } from '../contract/checks.ts';
import { ClientError } from '../contract/client-error.ts';
import type { ApiRequest, Transport } from '../transport/transport.ts';
import { kubernetesChecks } from './kubernetes-checks.ts';
import { serverChecks } from './server-checks.ts';

const LIST: Access = { verb: 'list', group: 'argoproj.io', resource: 'workflows' };
const CREATE: Access = { ...LIST, verb: 'create' };

interface Served extends Transport {
  readonly requests: ApiRequest[];
}

/** Answers requests from a table of `METHOD path`, without the query; what is not in it is not found. */
function serve(replies: Readonly<Record<string, unknown>>): Served {
  const requests: ApiRequest[] = [];
  return {
    requests,
    address: 'http://127.0.0.1',
    json: async (request) => {
      requests.push(request);
      const reply = replies[`${request.method} ${request.path.replace(/\?.*/, '')}`];
      if (reply instanceof Error) throw reply;
      if (reply === undefined) throw new ClientError('CLIENT_NOT_FOUND', 'not found', { status: 404 });
      return reply;
    },
    send: () => Promise.reject(new Error('not asked for')),
    stream: () => Promise.reject(new Error('not a stream')),
    hide: (error) => error,
    close: async () => {},
  };
}

const forbidden = new ClientError('CLIENT_FORBIDDEN', 'not allowed', {
  status: 403,
  serverMessage: 'workflows.argoproj.io is forbidden',
});

test.for([
  [LIST, { 'GET /api/v1/workflows/ci': { items: null } }, { allowed: true }],
  [
    LIST,
    { 'GET /api/v1/workflows/ci': forbidden },
    { allowed: false, reason: 'workflows.argoproj.io is forbidden' },
  ],
  // There is no such workflow, but the server has looked for it.
  [{ ...LIST, verb: 'get' }, {}, { allowed: true }],
  [CREATE, { 'POST /api/v1/workflows/ci': {} }, { allowed: true }],
  [CREATE, {}, { allowed: undefined, reason: 'not found' }],
  [
    CREATE,
    { 'POST /api/v1/workflows/ci': new ClientError('CLIENT_INVALID', 'refused by a policy') },
    { allowed: undefined, reason: 'refused by a policy' },
  ],
  [
    { ...LIST, resource: 'clusterworkflowtemplates', clusterWide: true },
    { 'GET /api/v1/cluster-workflow-templates': forbidden },
    { allowed: false, reason: 'workflows.argoproj.io is forbidden' },
  ],
  // Nothing that changes nothing needs this permission.
  [{ ...LIST, verb: 'delete' }, {}, { allowed: undefined }],
  [{ verb: 'get', group: '', resource: 'pods/log' }, {}, { allowed: undefined }],
] as const)('the Argo Server is asked for %o', async ([access, replies, wanted]) => {
  const transport = serve(replies);
  await expect(serverChecks(transport, 'ci').can(access)).resolves.toEqual(wanted);
  // What is created is only checked.
  for (const { method, body } of transport.requests)
    if (method !== 'GET') expect(body).toMatchObject({ serverDryRun: true });
});

const noNamespace = new ClientError('CLIENT_NOT_FOUND', 'not found', {
  status: 404,
  serverMessage: 'namespaces "ci" not found',
});

test.for([
  [{ 'POST /api/v1/workflows/ci': {} }, true],
  [{ 'POST /api/v1/workflows/ci': noNamespace }, false],
  [{ 'POST /api/v1/workflows/ci': forbidden }, undefined],
] as const)('the Argo Server tells whether there is a namespace: %o', async ([replies, wanted]) => {
  await expect(serverChecks(serve(replies), 'ci').namespaceExists()).resolves.toBe(wanted);
});

const TRIAL = 'POST /apis/argoproj.io/v1alpha1/namespaces/ci/workflows';

test.for([
  [{ 'GET /api/v1/namespaces/ci': {} }, true],
  [{ 'GET /api/v1/namespaces/ci': noNamespace }, false],
  [{ 'GET /api/v1/namespaces/ci': forbidden, [TRIAL]: {} }, true],
  [{ 'GET /api/v1/namespaces/ci': forbidden, [TRIAL]: noNamespace }, false],
  [{ 'GET /api/v1/namespaces/ci': forbidden, [TRIAL]: forbidden }, undefined],
] as const)('Kubernetes tells whether there is a namespace: %o', async ([replies, wanted]) => {
  await expect(kubernetesChecks(serve(replies), 'ci').namespaceExists()).resolves.toBe(wanted);
});

test('a server that fails is no answer', async () => {
  const down = new ClientError('CLIENT_UNREACHABLE', 'no connection');
  await expect(serverChecks(serve({ 'GET /api/v1/workflows/ci': down }), 'ci').can(LIST)).rejects.toBe(down);
});

test.for([
  [{}, {}],
  [
    { email: 'ann@example.org', subject: 'x1', groups: ['dev'], serviceAccountName: 'ci' },
    { user: 'ann@example.org', groups: ['dev'], serviceAccount: 'ci' },
  ],
  [
    { subject: 'x1', serviceAccountName: 'ci', serviceAccountNamespace: 'argo', newer: 1 },
    { user: 'x1', serviceAccount: 'argo/ci' },
  ],
] as const)('the Argo Server says who the user is: %o', async ([reply, wanted]) => {
  const checks = serverChecks(serve({ 'GET /api/v1/userinfo': reply }), 'ci');
  await expect(checks.identity()).resolves.toEqual(wanted);
});

const REPORT: Access = { ...CREATE, resource: 'workflowtaskresults', account: 'robot' };

test.for([
  [{ status: { allowed: false, reason: 'no role' } }, { allowed: false, reason: 'no role' }],
  [{ status: { allowed: true } }, { allowed: true }],
  [forbidden, { allowed: undefined, reason: 'you may not ask what others may do' }],
] as const)('Kubernetes says what a service account may do: %o', async ([reply, wanted]) => {
  const transport = serve({ 'POST /apis/authorization.k8s.io/v1/subjectaccessreviews': reply });
  await expect(kubernetesChecks(transport, 'ci').can(REPORT)).resolves.toEqual(wanted);
  expect(transport.requests[0]?.body).toMatchObject({
    kind: 'SubjectAccessReview',
    spec: {
      user: 'system:serviceaccount:ci:robot',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:ci', 'system:authenticated'],
      resourceAttributes: { namespace: 'ci', verb: 'create', resource: 'workflowtaskresults' },
    },
  });
  await expect(serverChecks(serve({}), 'ci').can(REPORT)).resolves.toEqual({ allowed: undefined });
});

const REVIEWS = 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

test.for([
  [LIST, { allowed: true }, { namespace: 'ci', verb: 'list', group: 'argoproj.io', resource: 'workflows' }],
  [
    { verb: 'get', group: '', resource: 'pods/log' },
    { allowed: false, reason: 'no role' },
    { namespace: 'ci', verb: 'get', group: '', resource: 'pods', subresource: 'log' },
  ],
  [
    { ...LIST, resource: 'clusterworkflowtemplates', clusterWide: true },
    { allowed: true },
    { verb: 'list', group: 'argoproj.io', resource: 'clusterworkflowtemplates' },
  ],
] as const)('Kubernetes reviews %o', async ([access, status, attributes]) => {
  const transport = serve({ [REVIEWS]: { status } });
  await expect(kubernetesChecks(transport, 'ci').can(access)).resolves.toEqual(status);
  expect(transport.requests[0]?.body).toMatchObject({ spec: { resourceAttributes: attributes } });
});

test('Kubernetes says who the user is, unless it is too old to know', async () => {
  const reply = { status: { userInfo: { username: 'ann', groups: ['system:authenticated'] } } };
  const known = serve({ 'POST /apis/authentication.k8s.io/v1/selfsubjectreviews': reply });
  await expect(kubernetesChecks(known, 'ci').identity()).resolves.toEqual({
    user: 'ann',
    groups: ['system:authenticated'],
  });
  await expect(kubernetesChecks(serve({}), 'ci').identity()).resolves.toEqual({});
});

const DISCOVERY = 'GET /apis/argoproj.io/v1alpha1';
const CRDS = 'GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions';

test.for([
  ['nothing', {}, []],
  [
    'full definitions',
    {
      [DISCOVERY]: { resources: [{ name: 'workflows' }, { name: 'workflows/status' }] },
      [`${CRDS}/workflows.argoproj.io`]: definition({ properties: { entrypoint: {} } }),
    },
    [{ kind: 'Workflow', schema: 'full' }],
  ],
  [
    'minimal and hidden definitions',
    {
      [DISCOVERY]: { resources: [{ name: 'cronworkflows' }, { name: 'workflows' }] },
      [`${CRDS}/workflows.argoproj.io`]: definition({ 'x-kubernetes-preserve-unknown-fields': true }),
      [`${CRDS}/cronworkflows.argoproj.io`]: forbidden,
    },
    [
      { kind: 'Workflow', schema: 'minimal' },
      { kind: 'CronWorkflow', schema: undefined },
    ],
  ],
] as const)('Kubernetes has %s', async ([, replies, wanted]) => {
  await expect(kubernetesChecks(serve(replies), 'ci').installedKinds()).resolves.toEqual(wanted);
});

function definition(spec: unknown): unknown {
  return {
    spec: {
      versions: [{ name: 'v1alpha1', schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }],
    },
  };
}
