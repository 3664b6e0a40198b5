import { type AllowedHosts, isAllowedHost } from './allowed-hosts.ts';
import { EngineError } from './engine-error.ts';

/** Decides which hosts a run may contact. */
export interface HostRules {
  /**
   * Checks the host of a URL.
   *
   * @throws EngineError `ENGINE_HOST_NOT_ALLOWED` that names the flag
   */
  assertAllowed(url: URL): void;
}

/** Creates the rules of a run. This machine is always allowed. */
export function createHostRules(allowed: AllowedHosts): HostRules {
  return {
    assertAllowed(url) {
      if (isAllowedHost(`${url.hostname}:${portOf(url)}`, allowed)) return;
      throw new EngineError(
        'ENGINE_HOST_NOT_ALLOWED',
        `the host "${url.hostname}" is not allowed: a local run contacts only this machine unless you allow more. Add --allow-host ${url.hostname} to allow it`,
      );
    },
  };
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'ssh:': '22',
  'git:': '9418',
};

function portOf(url: URL): string {
  return url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? '') : url.port;
}
