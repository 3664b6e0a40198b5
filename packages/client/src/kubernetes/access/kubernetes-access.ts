import type { RequestOptions } from 'node:https';
import type { KubeConfig, User } from '@kubernetes/client-node';
import { ClientError } from '../../contract/client-error.ts';
import { hideSecrets } from '../../transport/secrets/hide-secrets.ts';
import type { Credentials, TlsOptions } from '../../transport/transport-options.ts';
import { type ChosenContext, chooseContext } from './choose-context.ts';
import { withExecInfo } from './exec-info.ts';
import { findSettings, type SettingsPlaces } from './find-settings.ts';
import type { KubeConfigClass } from './kubeconfig-file.ts';

/** Options of {@link readAccess}. */
export interface AccessOptions extends SettingsPlaces {
  /** The name of a context. @default the current one */
  readonly context?: string | undefined;
  /** A bearer token, in place of the credentials of the context. */
  readonly token?: string | undefined;
  /** Whether any certificate of the server is accepted. @default as the kubeconfig says */
  readonly insecureSkipVerify?: boolean | undefined;
}

/** How to reach a cluster. */
export interface KubernetesAccess {
  /** The address of the API server. */
  readonly server: string;
  /** The name of the context. */
  readonly context: string;
  /** The namespace of the context. */
  readonly namespace: string;
  readonly tls: TlsOptions;
  readonly credentials: Credentials;
}

/**
 * Returns how to reach the cluster of a context. Commands that a kubeconfig names for credentials are run, and asked again when the credentials
 * expire or are refused.
 *
 * @throws ClientError `CLIENT_CONFIG`, `CLIENT_UNAUTHENTICATED`
 */
export async function readAccess(options: AccessOptions): Promise<KubernetesAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const chosen = chooseContext(findSettings(options, KubeConfig), options.context);
  const { cluster, context } = chosen;
  if (cluster.proxyUrl !== undefined)
    throw new ClientError(
      'CLIENT_CONFIG',
      `The cluster ${cluster.name} is reached through a proxy (proxy-url), which is not possible yet. Forward a port with the proxy's own tool, or use the Argo Server: --server URL.`,
    );
  const user = options.token === undefined ? chosen.user : { name: chosen.user.name, token: options.token };
  assertSupported(user);
  const makeConfig = (): KubeConfig => configOf(KubeConfig, { ...chosen, user });
  let config = makeConfig();
  // The first look also finds what is wrong with files and commands before anything is sent.
  const { tls, headers } = await authenticate(config, user);
  const isFixed = !user.exec && !user.authProvider;
  return {
    server: cluster.server,
    context: context.name,
    namespace: context.namespace || 'default',
    tls: { ...tls, ...(options.insecureSkipVerify === true && { insecureSkipVerify: true }) },
    async credentials(renew) {
      if (isFixed) return headers;
      // A new object has no token in its cache.
      if (renew) config = makeConfig();
      return (await authenticate(config, user)).headers;
    },
  };
}

function configOf(Config: KubeConfigClass, { context, cluster, user }: ChosenContext): KubeConfig {
  const config = new Config();
  config.loadFromOptions({
    // The library refuses plain HTTP, as of `kubectl proxy`, unless certificates are not checked. There are none.
    clusters: [cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster],
    contexts: [{ ...context, user: user.name }],
    users: [withExecInfo(user, cluster)],
    currentContext: context.name,
  });
  return config;
}

/** The ways to credentials besides commands that the library knows. Of others it would silently send none. */
const PROVIDERS: ReadonlySet<string> = new Set(['azure', 'gcp', 'oidc', 'tokenFile']);

function assertSupported({ name, authProvider }: User): void {
  // The library declares it as anything.
  const provider: unknown = (authProvider as { readonly name?: unknown } | null | undefined)?.name;
  if (!authProvider || PROVIDERS.has(String(provider))) return;
  throw new ClientError(
    'CLIENT_CONFIG',
    `The user ${name} of the kubeconfig has the auth-provider ${JSON.stringify(provider)}, which is not supported. Use exec in its place, or pass --token.`,
  );
}

interface Authentication {
  readonly tls: TlsOptions;
  readonly headers: Readonly<Record<string, string>>;
}

async function authenticate(config: KubeConfig, user: User): Promise<Authentication> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw failureOf(cause, user);
  }
  const { ca, cert, key, servername, rejectUnauthorized, auth, headers } = options;
  return {
    tls: {
      ...textOf('ca', ca),
      ...textOf('cert', cert),
      ...textOf('key', key),
      ...(servername !== undefined && { serverName: servername }),
      ...(rejectUnauthorized === false && { insecureSkipVerify: true }),
    },
    headers: {
      ...(auth != null && { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }),
      ...Object.fromEntries(
        Object.entries({ ...headers }).map(([name, value]) => [name.toLowerCase(), String(value).trim()]),
      ),
    },
  };
}

/** The library gives buffers, whose text is PEM. */
function textOf<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  return value === undefined || value === null ? {} : ({ [name]: String(value) } as Record<K, string>); // of one key
}

/** The output of a command may hold a token, and the messages of `JSON.parse` quote it. */
function failureOf(cause: unknown, { name, exec }: User): ClientError {
  const { code, message, path: file } = detailsOf(cause);
  const who = `the user ${name} of the kubeconfig`;
  if (typeof exec !== 'object' || exec === null)
    return new ClientError(
      'CLIENT_CONFIG',
      file === undefined
        ? `The credentials of ${who} cannot be read: ${message}.`
        : `The file ${file}, which ${who} names, cannot be read: ${code ?? message}.`,
    );
  const command = `The command ${exec.command} for the credentials of ${who}`;
  if (code === 'ENOENT')
    return new ClientError(
      'CLIENT_CONFIG',
      `${command} is not installed. ${exec.installHint ?? 'Install it, or pass --token.'}`,
    );
  if (cause instanceof SyntaxError || cause instanceof TypeError)
    return new ClientError('CLIENT_CONFIG', `${command} printed no credentials in JSON.`);
  const said = hideCredentials(message, exec.env ?? []);
  return new ClientError('CLIENT_UNAUTHENTICATED', `${command} failed: ${said}. Log in again.`);
}

/** What a command prints when it fails helps, but some print what they have sent. */
function hideCredentials(
  text: string,
  env: readonly { readonly name: string; readonly value: string }[],
): string {
  const values = env.filter(({ name }) => SECRET.test(name)).map(({ value }) => value);
  return hideSecrets(text, values)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
    .replace(/\b(bearer|basic) +[^\s"',;]+/gi, '$1 ***')
    .replace(/((?:token|password|passwd|secret|key)["']?\s*[=:]\s*["']?)[^\s"',;]+/gi, '$1***');
}

const SECRET = /token|password|passwd|secret|key/i;

function detailsOf(cause: unknown): {
  readonly code?: string;
  readonly message: string;
  readonly path?: string;
} {
  if (!(cause instanceof Error)) return { message: String(cause) };
  const { code, path: file } = cause as NodeJS.ErrnoException; // where it is one
  const message =
    cause.message
      .trim()
      .slice(0, 500)
      .replace(/[.\s]+$/, '') || 'without a message';
  return { message, ...(code !== undefined && { code }), ...(file !== undefined && { path: file }) };
}
