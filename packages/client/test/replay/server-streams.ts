import type { Workflow } from '@tiphys/models';
import type { Exchange, RecordedResponse } from './exchange.ts';
import type { Replay } from './replay.ts';

/** Replays a watch of a run that the server does not know: the client reads the run again, which has ended. */
export const watchOfUnknown: Replay = {
  async call({ runs }, { request }) {
    const states: (string | undefined)[] = [];
    for await (const { status } of runs.watch(watchedRun(request))) states.push(status?.phase);
    return states;
  },
  aside: ({ request }) => {
    const name = watchedRun(request);
    const phases = ['Running', 'Succeeded'];
    return () =>
      workflowReply(name, { phase: phases.shift() ?? 'Succeeded' }, phases.length === 1 ? '1' : '2');
  },
  gives: () => ['Running', 'Succeeded'],
  differs: {
    request: (recorded) => ({ ...recorded, path: `${recorded.path}&listOptions.resourceVersion=1` }),
    reason: 'the client watches from the version that it has read',
  },
};

/** Replays a download of an artifact. The run, which is read first, has it. */
export const artifact: Replay = {
  async call({ runs }, exchange) {
    const { run, nodeId, name, direction } = partsOf(exchange);
    const parts: Uint8Array[] = [];
    for await (const part of runs.readArtifact(run, { nodeId, name, direction })) parts.push(part);
    return Buffer.concat(parts).toString('base64');
  },
  aside: (exchange) => () => {
    const { run, nodeId, name, direction } = partsOf(exchange);
    const held = { artifacts: [{ name }] };
    const node = { id: nodeId, name: nodeId, displayName: nodeId, [`${direction}s`]: held };
    return workflowReply(run, { phase: 'Succeeded', nodes: { [nodeId]: node } }, '1');
  },
  gives: ({ response: { text, base64 } }) => base64 ?? Buffer.from(text ?? '').toString('base64'),
};

function watchedRun({ path }: Exchange['request']): string {
  return /metadata\.name%3D([\w-]+)/.exec(path)?.[1] ?? '';
}

interface ArtifactParts {
  readonly run: string;
  readonly nodeId: string;
  readonly name: string;
  readonly direction: 'input' | 'output';
}

function partsOf({ request }: Exchange): ArtifactParts {
  const [folder, , run = '', nodeId = '', name = ''] = request.path.slice(1).split('/');
  return { run, nodeId, name, direction: folder === 'input-artifacts' ? 'input' : 'output' };
}

function workflowReply(name: string, status: object, resourceVersion: string): RecordedResponse {
  const metadata: Workflow['metadata'] = { name, uid: 'u', resourceVersion };
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { metadata, spec: {}, status },
  };
}
