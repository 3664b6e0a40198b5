import type { Workflow } from '@tiphys/models';
import type { LogLine, LogOptions } from '@tiphys/runs';
import type { RunEvent, RunSelection } from '../../src/index.ts';
import type { Exchange, RecordedResponse } from './exchange.ts';
import { cleanObject } from './expected-objects.ts';
import type { Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';

/** Replays one connection of a watch. */
export function watchOf(selection: RunSelection, only?: readonly string[]): Replay {
  const fields = only === undefined ? undefined : { only };
  return {
    async call({ runs }, exchange) {
      const seen: RunEvent[] = [];
      const wanted = resultsOf(exchange).length;
      for await (const event of runs.watchAll(selection, { resume: false, fields })) {
        seen.push(event);
        // Where the recorded stream goes on, so would the client.
        if (exchange.response.ended !== true && seen.length === wanted) break;
      }
      return seen;
    },
    gives: (exchange) =>
      resultsOf<WatchResult>(exchange).map(({ type, object }) => ({
        type,
        run: cleanObject(object, 'Workflow'),
      })),
  };
}

/** Replays a log without times. */
export function log(options: LogOptions): Replay {
  return {
    async call({ runs }, exchange) {
      const lines: LogLine[] = [];
      for await (const line of runs.logs(runOf(exchange), { ...options, times: false })) lines.push(line);
      return lines;
    },
    // It is read to find the nodes of the pods.
    aside: (exchange) => () => {
      const name = runOf(exchange);
      const node = { id: name, name, displayName: name, type: 'Pod', templateName: 'main' };
      return workflowReply(name, { phase: 'Succeeded', nodes: { [name]: node } }, '1');
    },
    gives: (exchange) =>
      resultsOf<LogResult>(exchange).map(({ content, podName }) => ({
        podName,
        nodeId: podName,
        nodeName: podName,
        text: content,
      })),
  };
}

interface WatchResult {
  readonly type: string;
  readonly object: unknown;
}

interface LogResult {
  readonly content: string;
  readonly podName: string;
}

/** Returns the results of the messages of a recorded stream that are complete. */
function resultsOf<T>({ response, request }: Exchange): readonly T[] {
  const text = (response.chunks ?? []).join('');
  const isEvents = request.headers.Accept === 'text/event-stream';
  const messages = isEvents ? text.split(/\n\n/).slice(0, -1) : text.split('\n').slice(0, -1);
  return messages
    .map((message) => message.trim().replace(/^data: /, ''))
    .filter((message) => message !== '')
    .map((message) => JSON.parse(message).result);
}

/** Replays a download of an artifact. The run, which is read first, has it. */
export const artifact: Replay = {
  call: ({ runs }, exchange) => {
    const { run, ...reference } = partsOf(exchange);
    return bytesOf(runs.readArtifact(run, reference));
  },
  aside: holder,
  gives: recordedBytes,
};

/** Replays a download of a file in an artifact. */
export const artifactFile: Replay = {
  ...artifact,
  call: ({ runs }, exchange) => {
    const { run, ...reference } = partsOf(exchange);
    return bytesOf(runs.readArtifactFile(run, reference));
  },
};

/** Replays a download of an artifact of an archived run. */
export const archivedArtifact: Replay = {
  call: ({ archive }, { request }) => {
    const [, uid = '', nodeId = '', name = ''] = request.path.slice(1).split('/');
    return bytesOf(archive.readArtifact(uid, { nodeId, name }));
  },
};

/** Replays the events of a run. */
export const kubernetesEvents: Replay = {
  async call({ runs }, { request }) {
    const name = /involvedObject\.name%3D([\w-]+)/.exec(request.path)?.[1] ?? '';
    for await (const event of runs.kubernetesEvents(name)) return event;
    return undefined;
  },
};

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts).toString('base64');
}

function recordedBytes({ response: { text, base64 } }: Exchange): string {
  return base64 ?? Buffer.from(text ?? '').toString('base64');
}

/** Answers with a run that has the artifact. */
function holder(exchange: Exchange): Aside {
  return () => {
    const { run, nodeId, name, direction } = partsOf(exchange);
    const held = { artifacts: [{ name }] };
    const node = { id: nodeId, name: nodeId, displayName: nodeId, [`${direction}s`]: held };
    return workflowReply(run, { phase: 'Succeeded', nodes: { [nodeId]: node } }, '1');
  };
}

/** Returns the run of a request for a log. */
function runOf({ request }: Exchange): string {
  return /\/([^/]+)\/log\?/.exec(request.path)?.[1] ?? '';
}

interface ArtifactParts {
  readonly run: string;
  readonly nodeId: string;
  readonly name: string;
  readonly direction: 'input' | 'output';
}

/** Reads `artifacts/NAMESPACE/RUN/NODE/ARTIFACT` and `artifact-files/NAMESPACE/workflows/RUN/NODE/outputs/ARTIFACT`. */
function partsOf({ request }: Exchange): ArtifactParts {
  const parts = request.path.slice(1).split('/');
  const [run = '', nodeId = '', name = ''] =
    parts[0] === 'artifact-files' ? [parts[3], parts[4], parts[6]] : parts.slice(2);
  return { run, nodeId, name, direction: request.path.includes('input') ? 'input' : 'output' };
}

function workflowReply(name: string, status: object, resourceVersion: string): RecordedResponse {
  const metadata: Workflow['metadata'] = { name, uid: 'u', resourceVersion };
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { metadata, spec: {}, status },
  };
}
