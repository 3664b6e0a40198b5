import type { ClusterVersion } from '@tiphys/client';
import { type ArgoVersion, argoVersions } from '@tiphys/models/versions';
import type { Finding } from './finding.ts';

/** Returns the minor version of Argo that a server tells, undefined if it is none that Tiphys has a schema of. */
export function knownVersion({ argo }: ClusterVersion): ArgoVersion | undefined {
  const minor = minorOf(argo);
  return minor && argoVersions.find((version) => version === `v${minor.join('.')}`);
}

/** Compares the version of a cluster with the one that files are compiled for. */
export function checkVersion(version: ClusterVersion, target: ArgoVersion): Finding {
  const check = 'version';
  const { argo, kubernetes } = version;
  if (argo === undefined) {
    const known = kubernetes === undefined ? 'The server' : `Kubernetes is ${kubernetes}. Its API`;
    return {
      check,
      level: 'unknown',
      message: `${known} does not tell the version of Argo`,
      advice: `Files are compiled for ${target}. Pass --server URL to compare it with the version of the Argo Server.`,
    };
  }
  const minor = minorOf(argo);
  if (minor === undefined)
    return { check, level: 'unknown', message: `Argo ${argo} is not a released version` };
  const order = compare(minor, minorOf(target) ?? minor);
  const difference = order < 0 ? 'older' : 'newer';
  if (order === 0) return { check, level: 'ok', message: `Argo ${argo}; files are compiled for ${target}` };
  const known = knownVersion(version);
  const message = `Argo ${argo} is ${difference} than ${target}, which files are compiled for`;
  return { check, level: 'warning', message, advice: adviceFor(known, difference) };
}

function adviceFor(known: ArgoVersion | undefined, difference: 'older' | 'newer'): string {
  if (known !== undefined) return `Pass --target ${known}, also to compile, lint and submit.`;
  return difference === 'newer'
    ? 'This version of Tiphys does not know it, so fields that it has removed are not reported. Update Tiphys.'
    : `Tiphys knows ${argoVersions.join(', ')}. Upgrade Argo: the server may ignore fields that it does not have.`;
}

function minorOf(version: string | undefined): readonly [number, number] | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)(?:\.|$)/.exec(version ?? '') ?? [];
  // Images that are built from a branch call themselves v0.0.0 or latest.
  return major === undefined || minor === undefined || major === '0'
    ? undefined
    : [Number(major), Number(minor)];
}

function compare([major, minor]: readonly [number, number], other: readonly [number, number]): number {
  return major - other[0] || minor - other[1];
}
