import type { KubernetesObject } from '@tiphys/client';
import type { ArgoVersion } from '@tiphys/models/versions';
import { diagnose } from '../src/doctor/diagnose.ts';
import { readFile } from '../src/doctor/read-file.ts';
import { type DoctorCluster, doctorCluster } from './doctor-cluster.ts';
import { fakeWorld } from './fake-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A cluster, and a file to check for it. */
export interface Given extends DoctorCluster {
  readonly target?: ArgoVersion;
  /** The YAML of a file. */
  readonly file?: string;
}

/** Returns what `tiphys doctor` finds as lines: level, check, message and advice. */
export async function diagnosed({ target, file, ...cluster }: Given): Promise<readonly string[]> {
  using folder = temporaryFolder(file === undefined ? {} : { 'flow.yaml': file });
  const { world } = fakeWorld({ cwd: folder.path });
  const options = { target, exportName: undefined, frozen: false };
  const read = file === undefined ? undefined : await readFile('flow.yaml', options, world);
  const findings = await diagnose({ cluster: doctorCluster(cluster), target, file: read }, world);
  return findings.map(
    ({ check, level, message, advice }) =>
      `${level} ${check}: ${message}${advice === undefined ? '' : ` → ${advice}`}`,
  );
}

/** Returns a ConfigMap. */
export function configMap(
  name: string,
  data: Readonly<Record<string, string>> = {},
  metadata: object = {},
): KubernetesObject {
  // The type has the fields that all objects have.
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data } as KubernetesObject;
}

/** Returns a Secret with these keys. */
export function secret(name: string, ...keys: readonly string[]): KubernetesObject {
  const data = Object.fromEntries(keys.map((key) => [key, 'bWFya2VyLXRva2Vu']));
  return { ...configMap(name, data), kind: 'Secret' };
}
