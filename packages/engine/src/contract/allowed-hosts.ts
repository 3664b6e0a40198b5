import { isIP } from 'node:net';
import { parseUrl } from '@tiphys/go';
import { EngineError } from './engine-error.ts';

/**
 * Hosts that templates may call: `example.com`, `example.com:8080`, `*.example.com`, or `*` for all. This machine (`localhost`, `127.0.0.0/8`,
 * `::1`) is always allowed.
 */
export type AllowedHosts = readonly string[];

/** Returns whether a host, with or without a port, may be called. */
export function isAllowedHost(host: string, allowed: AllowedHosts): boolean {
  const { name, port } = splitHost(host);
  if (isLoopback(name)) return true;
  return allowed.some((entry) => {
    if (entry === '*') return true;
    const wanted = splitHost(entry);
    if (wanted.port !== undefined && wanted.port !== port) return false;
    return wanted.name.startsWith('*.') ? name.endsWith(wanted.name.slice(1)) : name === wanted.name;
  });
}

/**
 * Refuses a host that is not allowed.
 *
 * @throws EngineError `ENGINE_HOST_NOT_ALLOWED` that names the flag
 */
export function assertAllowedHost(host: string, allowed: AllowedHosts, who: string): void {
  if (!isAllowedHost(host, allowed)) throw new EngineError('ENGINE_HOST_NOT_ALLOWED', hostProblem(host, who));
}

/**
 * Returns what is wrong with the host of a URL that may hold tags; undefined if it is allowed or known only when the template runs.
 */
export function findHostProblem(url: string, allowed: AllowedHosts, who: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  if (authority === undefined || authority.includes('{{')) return undefined;
  let host: string;
  try {
    ({ host } = parseUrl(`http://${authority}/`));
  } catch {
    // It is no URL: the template fails with Argo's message when it runs.
    return undefined;
  }
  return host === '' || isAllowedHost(host, allowed) ? undefined : hostProblem(host, who);
}

function hostProblem(host: string, who: string): string {
  const { name } = splitHost(host);
  return `${who} calls ${host}, but a local run may call only this machine and the hosts that you allow. Add --allow-host ${name} to allow it.`;
}

interface HostAndPort {
  /** In lower case, an IPv6 address without brackets. */
  readonly name: string;
  readonly port: string | undefined;
}

function splitHost(host: string): HostAndPort {
  const found = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(host.toLowerCase());
  // An IPv6 address without brackets has no port.
  if (found === null) return { name: host.toLowerCase(), port: undefined };
  return { name: (found[1] ?? found[2] ?? '').replace(/\.$/, ''), port: found[3] || undefined };
}

function isLoopback(name: string): boolean {
  if (name === 'localhost' || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}
