import path from 'node:path';
import type { Cluster } from '@tiphys/client';
import { isLabelName } from '@tiphys/models/facts';
import { sayAt } from '../drive/say.ts';
import type { ParsedArguments } from '../line/command.ts';
import { oneLine } from '../show/one-line.ts';
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
  const given = readServerEnvironment(args, world.env);
  const options = serverOptions(given.env, given.options);
  const namespace = namespaceOf(args, options.namespace);
  return openArgoServer({
    ...options,
    headers: { ...options.headers, ...readHeaders(args.list('header')) },
    ...(namespace !== undefined && { namespace }),
    timeouts: timeoutsOf(args),
    ...createListeners(world),
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
    token: readToken(args),
    insecureSkipVerify: skipsVerification(args) || undefined,
    namespace: namespaceOf(args, env.ARGO_NAMESPACE || undefined),
    instanceId: args.text('instanceid') ?? (env.ARGO_INSTANCEID || undefined),
    timeouts: timeoutsOf(args),
    ...createListeners(world),
    onWarning: createWarner(world),
  });
}

/** Returns a function that prints what the API server warns of, such as fields that it drops. Each warning is printed once. */
function createWarner({ terminal }: World): (text: string) => void {
  const printed = new Set<string>();
  return (text) => {
    if (printed.has(text)) return;
    printed.add(text);
    sayAt(terminal, `Warning of the Kubernetes API: ${oneLine(text)}`);
  };
}

/** Returns the token for the Kubernetes API, which takes no passwords. The message does not show it. */
function readToken(args: ParsedArguments): string | undefined {
  const text = args.text('token')?.trim();
  const token = text?.replace(/^Bearer\s+/i, '');
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new CliError(
    'CLI_OPTION_VALUE',
    '--token takes a token for the Kubernetes API, with or without "Bearer " before it.',
  );
}

/** What says that something about a server is not as it should be, while a command goes on. */
interface Listeners {
  readonly onConnection: (state: 'lost' | 'restored', address: string) => void;
  readonly onWarning: (text: string) => void;
}

/** Returns what tells the user about the connection to a server, and what the server warns of: each once. */
function createListeners({ terminal }: World): Listeners {
  const warnings = new Set<string>();
  return {
    onConnection: (state, address) =>
      sayAt(
        terminal,
        state === 'lost'
          ? `Lost the connection to ${address}; trying again.`
          : `Connected to ${address} again.`,
      ),
    onWarning: (text) => {
      if (!warnings.has(text)) sayAt(terminal, `warning: The server warns: ${text}`);
      warnings.add(text);
    },
  };
}

/** Tells whether any certificate of the server is accepted. */
function skipsVerification(args: ParsedArguments): boolean {
  return args.flag('insecure-skip-verify') || args.flag('insecure-skip-tls-verify');
}

/** All namespaces are the empty one. */
function namespaceOf(args: ParsedArguments, fallback: string | undefined): string | undefined {
  if (args.flag('all-namespaces')) return '';
  const given = args.text('namespace');
  const namespace = given ?? fallback;
  // Kubernetes would list what is in it: nothing.
  if (namespace === undefined || isLabelName(namespace)) return namespace;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `${given === undefined ? 'ARGO_NAMESPACE' : '--namespace'} must be the name of a namespace, such as team-a, not "${namespace}".`,
  );
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
