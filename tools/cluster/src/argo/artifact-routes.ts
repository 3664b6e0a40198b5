import { isUnknownRun, RunsError } from '@tiphys/runs';
import { ApiProblem } from '../state/api-problem.ts';
import { type Call, type Route, route } from './call.ts';

/** Routes of artifacts. They answer with texts, also of errors. */
export const artifactRoutes: readonly Route[] = [
  route('GET', '/artifacts/{namespace}/{name}/{node}/{artifact}', (call) => send(call, 'output')),
  route('GET', '/input-artifacts/{namespace}/{name}/{node}/{artifact}', (call) => send(call, 'input')),
];

async function send({ state, params, reply }: Call, direction: 'input' | 'output'): Promise<void> {
  const { namespace = '', name = '', node = '', artifact = '' } = params;
  const plain = (status: number, text: string): void => {
    reply.head(status, { 'content-type': 'text/plain; charset=utf-8' });
    reply.write(text);
    reply.end();
  };
  try {
    state.objects.get({ kind: 'Workflow', namespace, name });
    const chunks: Uint8Array[] = [];
    for await (const chunk of state.runs.readArtifact(name, { nodeId: node, name: artifact, direction }))
      chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    reply.head(200, {
      'content-disposition': `filename="${artifact}"`,
      'content-length': String(bytes.length),
    });
    reply.write(bytes);
    reply.end();
  } catch (error) {
    if (error instanceof ApiProblem || isUnknownRun(error)) return plain(404, 'Not Found\n');
    if (error instanceof RunsError) return plain(500, 'Internal Server Error\n');
    throw error;
  }
}
