import type { LogLine, LogOptions } from '@tiphys/runs';
import type { Exchange, RecordedResponse } from './exchange.ts';
import type { Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';

/** Replays how the pods of a run are listed, of which the log of each is read then. */
export const podsOfRun: Replay = {
  call: (cluster, exchange) => linesOf(cluster.runs.logs(runOf(exchange))),
  aside: (exchange) => (request) =>
    request.path.includes('/log?') ? text('') : asideOf(runOf(exchange), 'Succeeded')(request),
  gives: () => [],
};

/** Replays the log of a pod that has the name of its run. */
export function podLog(phase: string, options: LogOptions = {}): Replay {
  return {
    call: (cluster, exchange) => linesOf(cluster.runs.logs(podOf(exchange), options)),
    aside: (exchange) => (request) =>
      // When a followed log ends, its end is read once more.
      request.path.includes('sinceTime=')
        ? text(textSince(exchange, request.path))
        : asideOf(podOf(exchange), phase)(request),
    gives: (exchange) =>
      textOf(exchange)
        .trimEnd()
        .split('\n')
        .map((line) => lineOf(podOf(exchange), line, options.times !== false)),
  };
}

async function linesOf(lines: AsyncIterable<LogLine>): Promise<readonly LogLine[]> {
  const all: LogLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

function lineOf(name: string, line: string, hasTime: boolean): LogLine {
  const node = { podName: name, nodeId: name, nodeName: name };
  if (!hasTime) return { ...node, text: line };
  const space = line.indexOf(' ');
  return { ...node, time: Date.parse(line.slice(0, space)), text: line.slice(space + 1) };
}

/** Answers requests for the run, its pods and the watches of both. The run ends once its pods were listed. */
function asideOf(name: string, phase: string): Aside {
  let isEnded = false;
  const metadata = { name, uid: name, resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' };
  const workflow = (): object => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: isEnded ? { ...metadata, resourceVersion: '2' } : metadata,
    spec: {},
    status: { phase: isEnded ? 'Succeeded' : phase },
  });
  const pod = {
    metadata,
    spec: { initContainers: [{ name: 'init' }], containers: [{ name: 'main' }] },
    status: {
      phase: 'Succeeded',
      initContainerStatuses: [{ name: 'init', state: { terminated: { exitCode: 0 } } }],
      containerStatuses: [{ name: 'main', state: { terminated: { exitCode: 0 } } }],
    },
  };
  return ({ path }) => {
    if (path.includes('watch=true')) {
      isEnded = true;
      return path.includes('/pods')
        ? text('')
        : text(`${JSON.stringify({ type: 'MODIFIED', object: workflow() })}\n`);
    }
    if (path.includes('/pods?')) return json({ metadata: { resourceVersion: '1' }, items: [pod] });
    return json(path.includes('/pods/') ? pod : workflow());
  };
}

function runOf({ request }: Exchange): string {
  return request.path.replace(/^.*%3D/, '');
}

function podOf({ request }: Exchange): string {
  return /\/pods\/([^/]+)\/log/.exec(request.path)?.[1] ?? '';
}

function textOf({ response }: Exchange): string {
  return response.chunks?.join('') ?? response.text ?? '';
}

/** Returns the lines from a time on, which are whole seconds. */
function textSince(exchange: Exchange, path: string): string {
  const since = new URL(path, 'http://localhost').searchParams.get('sinceTime') ?? '';
  const lines = textOf(exchange).trimEnd().split('\n');
  return lines
    .filter((line) => Date.parse(line.split(' ', 1)[0] ?? '') >= Date.parse(since))
    .map((line) => `${line}\n`)
    .join('');
}

function text(body: string): RecordedResponse {
  return { status: 200, headers: { 'content-type': 'text/plain' }, text: body };
}

function json(body: unknown): RecordedResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
