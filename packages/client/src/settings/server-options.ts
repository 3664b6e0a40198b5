import { adviseOn } from '../transport/advice.ts';
import { parseAddress } from '../transport/server-address.ts';
import { readAuthorization } from './authorization.ts';
import type { ServerSettings } from './server-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns what a variable is called in messages. */
type NameOf = (variable: string) => string;

/**
 * Reads the variables that `argo` reads: `ARGO_SERVER`, `ARGO_SECURE`, `ARGO_INSECURE_SKIP_VERIFY`, `ARGO_BASE_HREF`, `ARGO_TOKEN`, `ARGO_NAMESPACE` and
 * `ARGO_INSTANCEID`. An empty variable is one that is not set. `ARGO_HTTP1` changes nothing, since the client always uses HTTP/1.
 *
 * `ARGO_SERVER` is `host:port`, or a URL of http or https, which may hold the base path. `ARGO_TOKEN` is a token, or the value of the whole header.
 *
 * @param names what messages call the variables that were set by others, such as options of a command. @default their own names
 * @throws ClientError `CLIENT_CONFIG` if the server is not set, or a value cannot be used. The message does not show a token.
 */
export function serverOptions(
  env: Environment,
  names: Readonly<Record<string, string>> = {},
): ServerSettings {
  const nameOf: NameOf = (variable) => names[variable] ?? variable;
  readFlag(env, 'ARGO_HTTP1', nameOf);
  const authorization = readAuthorization(textOf(env, 'ARGO_TOKEN'), nameOf('ARGO_TOKEN'));
  const namespace = textOf(env, 'ARGO_NAMESPACE');
  const instanceId = textOf(env, 'ARGO_INSTANCEID');
  return {
    server: readServer(env, nameOf),
    headers: authorization === undefined ? {} : { authorization },
    tls: { insecureSkipVerify: readFlag(env, 'ARGO_INSECURE_SKIP_VERIFY', nameOf) ?? false },
    ...(namespace !== undefined && { namespace }),
    ...(instanceId !== undefined && { instanceId }),
  };
}

function readServer(env: Environment, nameOf: NameOf): string {
  const text = textOf(env, 'ARGO_SERVER');
  if (text === undefined)
    throw adviseOn('CLIENT_CONFIG', `${nameOf('ARGO_SERVER')} is not set, so there is no Argo Server to use`);
  const isSecure = readFlag(env, 'ARGO_SECURE', nameOf);
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const { origin, basePath } = parseAddress(
    hasScheme ? text : `http${isSecure === false ? '' : 's'}://${text}`,
    `The address in ${nameOf('ARGO_SERVER')}`,
  );
  if (isSecure !== undefined && isSecure !== origin.startsWith('https:'))
    throw adviseOn(
      'CLIENT_CONFIG',
      `${nameOf('ARGO_SECURE')} is ${isSecure}, but ${nameOf('ARGO_SERVER')} is ${origin}`,
    );
  return `${origin}${joinBasePath(basePath, readBaseHref(env, nameOf), nameOf)}`;
}

function readBaseHref(env: Environment, nameOf: NameOf): string {
  const text = textOf(env, 'ARGO_BASE_HREF') ?? '';
  const trimmed = text.replace(/^\/+|\/+$/g, '');
  if (!/^[\w\-.~!$&'()*+,;=:@%/]*$/.test(trimmed) || trimmed.includes('//'))
    throw adviseOn(
      'CLIENT_CONFIG',
      `${nameOf('ARGO_BASE_HREF')} must be a path such as /argo, not ${JSON.stringify(text)}`,
    );
  return trimmed === '' ? '' : `/${trimmed}`;
}

/** The path may be in the address, in the variable, or in both. */
function joinBasePath(ofAddress: string, ofVariable: string, nameOf: NameOf): string {
  if (ofAddress !== '' && ofVariable !== '' && ofAddress !== ofVariable)
    throw adviseOn(
      'CLIENT_CONFIG',
      `${nameOf('ARGO_BASE_HREF')} is ${ofVariable}, but the path of ${nameOf('ARGO_SERVER')} is ${ofAddress}`,
    );
  return ofAddress === '' ? ofVariable : ofAddress;
}

/** `argo` silently takes all other words as the default. */
function readFlag(env: Environment, name: string, nameOf: NameOf): boolean | undefined {
  const text = textOf(env, name);
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw adviseOn('CLIENT_CONFIG', `${nameOf(name)} must be true or false, not ${JSON.stringify(text)}`);
}

function textOf(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}
