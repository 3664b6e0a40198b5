import type { Workflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import type { Archive } from '../../contract/archive.ts';
import { ClientError } from '../../contract/client-error.ts';
import { endOnAbort } from '../../streams/end-on-abort.ts';
import type { ApiRequest } from '../../transport/transport.ts';
import { readObject, readPage } from '../objects/read-object.ts';
import { download } from '../runs/read-artifact.ts';
import { checkName, type ServerQuery, serverPath } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';
import { readTexts } from './read-texts.ts';

const KIND = 'Workflow';
/** How many workflows to ask for at once. */
const PAGE_SIZE = 500;

/** Returns the workflows of a namespace that the server has archived. */
export function createServerArchive(place: ServerPlace): Archive {
  const { transport, namespace } = place;
  const send = async (request: ApiRequest, call: CallOptions | undefined): Promise<unknown> => {
    try {
      return await transport.json(request, call);
    } catch (error) {
      throw explainNoArchive(error, transport.address);
    }
  };
  const path = (uid: string, verb?: string): string =>
    serverPath(['archived-workflows', checkName('uid', uid), ...(verb === undefined ? [] : [verb])]);
  const change = async (
    uid: string,
    verb: string,
    options: object,
    call: CallOptions | undefined,
  ): Promise<Workflow> => {
    const body = { uid, ...(namespace !== '' && { namespace }), ...options };
    return readObject(await send({ method: 'PUT', path: path(uid, verb), body }, call), KIND);
  };
  const texts = async (name: string, query: ServerQuery, call: CallOptions | undefined) =>
    readTexts(await send({ method: 'GET', path: serverPath([name], query) }, call));

  return {
    async list({ labels, prefix, limit = Number.POSITIVE_INFINITY, signal } = {}) {
      const items: Workflow[] = [];
      let next: string | undefined;
      do {
        const query = {
          'listOptions.labelSelector': labels?.trim() || undefined,
          // Also servers that do not know the parameter `namespace` read this.
          'listOptions.fieldSelector': namespace === '' ? undefined : `metadata.namespace=${namespace}`,
          'listOptions.limit': Math.min(limit - items.length, PAGE_SIZE),
          'listOptions.continue': next,
          namePrefix: prefix || undefined,
        };
        const request = { method: 'GET', path: serverPath(['archived-workflows'], query) } as const;
        const page = readPage<Workflow>(await send(request, { signal }), KIND);
        items.push(...page.items);
        next = page.items.length === 0 ? undefined : page.next;
      } while (next !== undefined && items.length < limit);
      return items.slice(0, limit);
    },
    get: async (uid, call) => readObject(await send({ method: 'GET', path: path(uid) }, call), KIND),
    readArtifact: (uid, { nodeId, name, direction = 'output' }, call = {}) => {
      const folder = direction === 'input' ? 'input-artifacts-by-uid' : 'artifacts-by-uid';
      const segments = [
        folder,
        checkName('uid', uid),
        checkName('node', nodeId),
        checkName('artifact', name),
      ];
      return endOnAbort(download(place, segments, call), call.signal);
    },
    async delete(uid, call) {
      await send({ method: 'DELETE', path: path(uid) }, call);
    },
    retry(uid, { restartSuccessful, nodeFieldSelector, parameters, signal } = {}) {
      const options = {
        ...(restartSuccessful === true && { restartSuccessful }),
        ...(nodeFieldSelector && { nodeFieldSelector }),
        ...parameterWords(parameters),
      };
      return change(uid, 'retry', options, { signal });
    },
    async resubmit(uid, { memoized, parameters, priority, signal } = {}) {
      if (priority !== undefined)
        throw new ClientError(
          'CLIENT_NOT_OFFERED',
          'The Argo Server does not offer another priority for a workflow of the archive. Resubmit it without one.',
        );
      return await change(
        uid,
        'resubmit',
        { ...(memoized === true && { memoized }), ...parameterWords(parameters) },
        { signal },
      );
    },
    labelKeys: (call) => texts('archived-workflows-label-keys', { namespace: namespace || undefined }, call),
    labelValues: (key, call) =>
      texts(
        'archived-workflows-label-values',
        { 'listOptions.labelSelector': checkName('label', key), namespace: namespace || undefined },
        call,
      ),
  };
}

function parameterWords(parameters: Readonly<Record<string, string>> = {}): {
  readonly parameters?: readonly string[];
} {
  const words = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return words.length === 0 ? {} : { parameters: words };
}

/** A server without a database answers with status 500. */
function explainNoArchive(error: unknown, address: string): unknown {
  if (!(error instanceof ClientError) || !/archived? .*not supported/.test(error.serverMessage ?? ''))
    return error;
  const { status, serverMessage } = error;
  return new ClientError(
    'CLIENT_NOT_OFFERED',
    `The Argo Server ${address} does not archive workflows: ${serverMessage}. Configure \`persistence\` with \`archive: true\` there.`,
    { status, serverMessage },
  );
}
