import type { Deviation, Difference } from './deviation.ts';
import { change, list, submit, submitFrom } from './server-run-calls.ts';

/** Name and namespace of the path are repeated in the body, as in most of the recorded requests. */
const NAMED: Difference['sends'] = (recorded) => {
  const [namespace, name] = recorded.path.split('/').slice(4, 6);
  // The body of a recorded request is an object.
  return { ...recorded, body: { name, namespace, ...(recorded.body as object) } };
};

/** An empty token is left out. */
const CONTINUED: Difference['sends'] = (recorded) => ({
  ...recorded,
  path: recorded.path.replace('&listOptions.continue=', ''),
});

/** The metadata of a list are read only with its pages. */
const UNPAGED: Difference['sends'] = (recorded) => ({
  ...recorded,
  path: recorded.path.replace('fields=metadata,', 'fields='),
});

/** Parts of names are compared in the client: servers do not find archived workflows by them. */
const NAMED_HERE: Difference['sends'] = (recorded) => ({
  ...recorded,
  path: recorded.path.replace(/listOptions\.fieldSelector=[^&]*&nameFilter=[^&]*&/, ''),
});

/** The namespace, which is in the path, is left out, as in the other recorded submissions. */
const SHORT: Difference['sends'] = (recorded) => {
  // The body of a recorded request is an object.
  const { namespace: _, ...fields } = recorded.body as { readonly namespace?: string };
  return { ...recorded, body: fields };
};

/** Kinds are spelled as Kubernetes spells them. */
const SPELLED: Difference['sends'] = (recorded) => ({
  ...recorded,
  // The body of a recorded request is an object.
  body: { ...(recorded.body as object), resourceKind: 'WorkflowTemplate' },
});

/** The name comes before the namespace, as in the other recorded requests. */
const SORTED: Difference['sends'] = (recorded) => {
  const { name, namespace, ...fields } = recorded.body as Readonly<Record<string, unknown>>;
  return { ...recorded, body: { name, namespace, ...fields } };
};

/** What is sent is no workflow. */
const notWorkflow: Deviation = { call: submit.call, refuses: 'CLIENT_ARGUMENT' };

/** What the calls of a cluster do where a recorded exchange is made otherwise, by name. */
export const serverDeviations: Readonly<Record<string, Deviation>> = {
  'create-no-body': notWorkflow,
  'create-bad-json': notWorkflow,
  'list-fields': { ...list({}, ['metadata.name', 'status.phase']), sends: UNPAGED },
  'list-continue': { ...list({}, ['metadata.name']), sends: CONTINUED },
  'list-name-prefix': { ...list({ prefix: 'on' }, ['metadata.name']), sends: NAMED_HERE },
  'list-name-contains': { ...list({ contains: 'ne' }, ['metadata.name']), sends: NAMED_HERE },
  'set-unknown-parameter': {
    ...change((runs, name) =>
      runs.setNode(name, { nodeFieldSelector: 'displayName=s', parameters: { nope: '1' } }),
    ),
    code: 'CLIENT_SERVER',
    sends: NAMED,
  },
  'set-no-match': {
    ...change((runs, name) =>
      runs.setNode(name, { nodeFieldSelector: 'displayName=zzz', parameters: { approve: 'YES' } }),
    ),
    code: 'CLIENT_SERVER',
    sends: NAMED,
  },
  'set-outputs': {
    ...change((runs, name) =>
      runs.setNode(name, {
        nodeFieldSelector: 'displayName=s',
        parameters: { approve: 'YES' },
        message: 'by hand',
      }),
    ),
    sends: SORTED,
  },
  'suspend-completed': {
    ...change((runs, name) => runs.suspend(name)),
    code: 'RUNS_ENDED',
    sends: NAMED,
  },
  'resume-completed': { ...change((runs, name) => runs.resume(name)), sends: NAMED },
  'stop-completed': { ...change((runs, name) => runs.stop(name)), code: 'RUNS_ENDED', sends: NAMED },
  'terminate-completed': {
    ...change((runs, name) => runs.terminate(name)),
    code: 'RUNS_ENDED',
    sends: NAMED,
  },
  'terminate-missing': {
    ...change((runs, name) => runs.terminate(name)),
    code: 'RUNS_UNKNOWN_RUN',
    sends: NAMED,
  },
  'retry-missing': {
    ...change((runs, name) => runs.retry(name)),
    code: 'RUNS_UNKNOWN_RUN',
    sends: NAMED,
  },
  'submit-from-template': {
    ...submitFrom({ name: 'from-tpl', parameters: { p: 'z' }, labels: { x: 'y', team: 'blue' } }),
    sends: SHORT,
  },
  'submit-generate-name': { ...submitFrom({ generateName: 'sub-' }), sends: SPELLED },
  'submit-unknown-kind': { call: submitFrom({}).call, refuses: 'CLIENT_ARGUMENT' },
};
