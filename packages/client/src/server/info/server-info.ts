import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { ClusterVersion } from '../../contract/cluster.ts';
import type { Transport } from '../../transport/transport.ts';

/** A link that the operators of a server have configured for its web pages. */
export interface ServerLink {
  readonly name: string;
  /** Where it is shown: `workflow`, `pod`, `chat` and others. */
  readonly scope: string;
  /** May hold variables, such as `${metadata.namespace}`. */
  readonly url: string;
}

/** What an Argo Server tells about its configuration. */
export interface ServerInfo {
  /** The only namespace that it manages; undefined if it manages all. */
  readonly managedNamespace?: string | undefined;
  readonly links: readonly ServerLink[];
}

/** Reads the version of Argo. Throws ClientError as {@link Transport} does. */
export async function readServerVersion(
  transport: Transport,
  call: CallOptions = {},
): Promise<ClusterVersion> {
  const { version } = await readFields(transport, 'version', call);
  return typeof version === 'string' && version !== '' ? { argo: version } : {};
}

/** Reads what the server tells about its configuration. Throws ClientError as {@link Transport} does. */
export async function readServerInfo(transport: Transport, call: CallOptions = {}): Promise<ServerInfo> {
  const { managedNamespace, links } = await readFields(transport, 'info', call);
  return {
    ...(typeof managedNamespace === 'string' && managedNamespace !== '' && { managedNamespace }),
    links: Array.isArray(links)
      ? links.filter(isLink).map(({ name, scope, url }) => ({ name, scope, url }))
      : [],
  };
}

/** @throws ClientError `CLIENT_REPLY` if the reply is not a JSON object */
async function readFields(
  transport: Transport,
  name: string,
  call: CallOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const reply = await transport.json({ method: 'GET', path: `/api/v1/${name}` }, call);
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply))
    throw new ClientError(
      'CLIENT_REPLY',
      `${transport.address} does not answer as an Argo Server does. Check the address.`,
    );
  // Any JSON object has fields by name.
  return reply as Readonly<Record<string, unknown>>;
}

function isLink(link: unknown): link is ServerLink {
  const { name, scope, url } = (link ?? {}) as { readonly [key in keyof ServerLink]?: unknown }; // any JSON
  return [name, scope, url].every((text) => typeof text === 'string');
}
