import { adviseOn } from '../transport/advice.ts';
import { parseAddress } from '../transport/server-address.ts';
import { readAuthorization } from './authorization.ts';
import type { ServerSettings } from './server-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that `argo` reads: `ARGO_SERVER`, `ARGO_SECURE`, `ARGO_INSECURE_SKIP_VERIFY`, `ARGO_BASE_HREF`, `ARGO_TOKEN`, `ARGO_NAMESPACE` and
 * `ARGO_INSTANCEID`. An empty variable is one that is not set. `ARGO_HTTP1` changes nothing, since the client always uses HTTP/1.
 *
 * `ARGO_SERVER` is `host:port`, or a URL of http or https, which may hold the base path.
 *
 * @throws ClientError `CLIENT_CONFIG` if the server is not set, or a value cannot be used. The message does not show a token.
 */
export function serverOptions(env: Environment): ServerSettings {
  readFlag(env, 'ARGO_HTTP1');
  const authorization = readAuthorization(textOf(env, 'ARGO_TOKEN'));
  const namespace = textOf(env, 'ARGO_NAMESPACE');
  const instanceId = textOf(env, 'ARGO_INSTANCEID');
  return {
    server: readServer(env),
    headers: authorization === undefined ? {} : { authorization },
    tls: { insecureSkipVerify: readFlag(env, 'ARGO_INSECURE_SKIP_VERIFY') ?? false },
    ...(namespace !== undefined && { namespace }),
    ...(instanceId !== undefined && { instanceId }),
  };
}

function readServer(env: Environment): string {
  const text = textOf(env, 'ARGO_SERVER');
  if (text === undefined)
    throw adviseOn('CLIENT_CONFIG', 'ARGO_SERVER is not set, so there is no Argo Server to use');
  const isSecure = readFlag(env, 'ARGO_SECURE');
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const { origin, basePath } = parseAddress(
    hasScheme ? text : `http${isSecure === false ? '' : 's'}://${text}`,
  );
  if (isSecure !== undefined && isSecure !== origin.startsWith('https:'))
    throw adviseOn('CLIENT_CONFIG', `ARGO_SECURE is ${isSecure}, but ARGO_SERVER is ${origin}`);
  return `${origin}${joinBasePath(basePath, readBaseHref(env))}`;
}

function readBaseHref(env: Environment): string {
  const text = textOf(env, 'ARGO_BASE_HREF') ?? '';
  const trimmed = text.replace(/^\/+|\/+$/g, '');
  if (!/^[\w\-.~!$&'()*+,;=:@%/]*$/.test(trimmed) || trimmed.includes('//'))
    throw adviseOn(
      'CLIENT_CONFIG',
      `ARGO_BASE_HREF must be a path such as /argo, not ${JSON.stringify(text)}`,
    );
  return trimmed === '' ? '' : `/${trimmed}`;
}

/** The path may be in the address, in the variable, or in both. */
function joinBasePath(ofAddress: string, ofVariable: string): string {
  if (ofAddress !== '' && ofVariable !== '' && ofAddress !== ofVariable)
    throw adviseOn(
      'CLIENT_CONFIG',
      `ARGO_BASE_HREF is ${ofVariable}, but the path of ARGO_SERVER is ${ofAddress}`,
    );
  return ofAddress === '' ? ofVariable : ofAddress;
}

/** `argo` silently takes all other words as the default. */
function readFlag(env: Environment, name: string): boolean | undefined {
  const text = textOf(env, name);
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw adviseOn('CLIENT_CONFIG', `${name} must be true or false, not ${JSON.stringify(text)}`);
}

function textOf(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}
