import type { Workflow } from '@tiphys/models';
import type { RunFilter } from '@tiphys/runs';
import type { Deviation, Difference, Refusal } from './deviation.ts';
import { nameOf, objectOf, sentBody } from './expected-objects.ts';
import { before } from './kubernetes-asides.ts';
import { podLog } from './kubernetes-logs.ts';
import type { Replay } from './replay.ts';

/** An object goes to the namespace that it names. */
const OWN_PLACE: Difference['sends'] = (recorded) => {
  // The body of a recorded request is an object.
  const { metadata } = recorded.body as { readonly metadata: { readonly namespace: string } };
  const path = recorded.path.replace('/namespaces/default/', `/namespaces/${metadata.namespace}/`);
  return { ...recorded, path };
};

/** The field is removed, as the real command line does. */
const CLEARED: Difference['sends'] = (recorded) => ({ ...recorded, body: { spec: { suspend: null } } });

/** The log is that of the container that pods of Argo have. */
const MAIN: Difference['sends'] = (recorded) => ({ ...recorded, path: `${recorded.path}?container=main` });

const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange)),
};

function wrongSelector(filter: RunFilter): Refusal {
  return { call: ({ runs }) => runs.list(filter), refuses: 'RUNS_INVALID_SELECTOR' };
}

/** What the calls of a cluster do where a recorded exchange is made otherwise, by name. */
export const kubernetesDeviations: Readonly<Record<string, Deviation>> = {
  'create-bad-json': { call: submit.call, refuses: 'CLIENT_ARGUMENT' },
  'create-wrong-namespace': { ...submit, code: 'CLIENT_INVALID', sends: OWN_PLACE },
  'list-label-bad': wrongSelector({ labels: 'team in blue' }),
  'list-field-unsupported': wrongSelector({ fields: 'status.phase=Failed' }),
  'patch-resume': {
    call: ({ runs }, exchange) => runs.resume(nameOf(exchange)),
    aside: before({ suspend: true }),
    gives: objectOf('Workflow'),
    sends: CLEARED,
  },
  'log-no-container': {
    ...podLog('Succeeded', { times: false }),
    code: 'CLIENT_INVALID',
    sends: MAIN,
  },
  'log-container-unknown': {
    ...podLog('Succeeded', { times: false, container: 'nope' }),
    refuses: 'CLIENT_INVALID',
  },
};
