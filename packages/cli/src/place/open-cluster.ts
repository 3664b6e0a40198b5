import path from 'node:path';
import type { Cluster } from '@tiphys/client';
import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import type { PlaceChoice } from './choose-place.ts';
import { readDuration } from './read-duration.ts';
import { readServerEnvironment } from './server-environment.ts';

/**
 * Opens the cluster that options and variables describe. No request is sent yet.
 *
 * @throws CliError `CLI_OPTION_VALUE`; ClientError `CLIENT_CONFIG`, `CLIENT_UNAUTHENTICATED`
 */
export async function openCluster(
  choice: PlaceChoice,
  args: ParsedArguments,
  world: World,
): Promise<Cluster> {
  return choice.kind === 'server' ? openServer(args, world) : openKube(args, world);
}

async function openServer(args: ParsedArguments, world: World): Promise<Cluster> {
  const { openArgoServer, serverOptions } = await import('@tiphys/client');
  const options = serverOptions(readServerEnvironment(args, world.env));
  const namespace = namespaceOf(args, options.namespace);
  return openArgoServer({
    ...options,
    headers: { ...options.headers, ...readHeaders(args.list('header')) },
    ...(namespace !== undefined && { namespace }),
    timeouts: timeoutsOf(args),
  });
}

async function openKube(args: ParsedArguments, world: World): Promise<Cluster> {
  const { openKubernetes } = await import('@tiphys/client');
  const { env } = world;
  const file = args.text('kubeconfig');
  return openKubernetes({
    env,
    kubeconfig: file === undefined ? undefined : path.resolve(world.cwd, file),
    context: args.text('context'),
    token: args.text('token')?.replace(/^Bearer\s+/i, ''),
    insecureSkipVerify: skipsVerification(args) || undefined,
    namespace: namespaceOf(args, env.ARGO_NAMESPACE || undefined),
    instanceId: args.text('instanceid') ?? (env.ARGO_INSTANCEID || undefined),
    timeouts: timeoutsOf(args),
  });
}

/** Tells whether any certificate of the server is accepted. */
function skipsVerification(args: ParsedArguments): boolean {
  return args.flag('insecure-skip-verify') || args.flag('insecure-skip-tls-verify');
}

/** All namespaces are the empty one. */
function namespaceOf(args: ParsedArguments, fallback: string | undefined): string | undefined {
  return args.flag('all-namespaces') ? '' : (args.text('namespace') ?? fallback);
}

function timeoutsOf(args: ParsedArguments): { readonly reply: number } | undefined {
  const reply = readDuration(args, 'request-timeout');
  return reply === undefined ? undefined : { reply };
}

/** The message does not show the word, since headers hold credentials. */
function readHeaders(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(word) ?? [];
      if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
      throw new CliError('CLI_OPTION_VALUE', 'A value of --header does not have the form NAME:VALUE.');
    }),
  );
}
