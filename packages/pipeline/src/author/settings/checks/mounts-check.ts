import type { Mounts } from '../../../ir/settings/settings.ts';
import { findEntries, isClusterValue } from '../../../ir/surface/cluster-values.ts';
import { isVolume } from '../../../ir/surface/volume.ts';
import { findSource } from '../../handles/handle.ts';
import { invalidOption, mapOf, mustBe, type OptionCheck, subject } from '../../options/option-check.ts';

/** Folders that Argo mounts itself. */
const TAKEN = ['/var/run/argo', '/argo', '/mainctrfs'];

const mountPath = {
  wanted: `an absolute path such as /data, without ":" and "..", and not one of ${TAKEN.join(', ')}`,
  test: isMountPath,
  advise: (path: string) => (isMountPath(`/${path}`) ? `Write "/${path}".` : undefined),
};

function isMountPath(path: string): boolean {
  if (!path.startsWith('/') || path.includes(':') || path.includes('{{')) return false;
  const parts = partsOf(path);
  return (
    parts.length > 0 &&
    !parts.includes('..') &&
    !parts.includes('.') &&
    !TAKEN.includes(`/${parts.join('/')}`)
  );
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Returns a path without empty parts and without slashes at both ends. */
export function plainPath(path: string): string {
  return partsOf(path).join('/');
}

const byPath = mapOf({
  wanted: "an object such as { '/data': volume.claim('data') }",
  key: mountPath,
  value: mustBe(
    {
      wanted: 'a volume, a Secret or a ConfigMap',
      advise: (value) =>
        isClusterValue(value)
          ? 'A single key can be a variable in "env".'
          : typeof value === 'string'
            ? `Write volume.claim('${value}').`
            : undefined,
    },
    (value) => findSource(value) === undefined && (isVolume(value) || findEntries(value) !== undefined),
  ),
});

/** Checks what is mounted where. */
export const mountsCheck: OptionCheck = (value, place) => {
  byPath(value, place);
  const seen = new Set<string>();
  for (const path of Object.keys(value as object)) {
    const plain = plainPath(path);
    if (seen.has(plain)) throw invalidOption(`${subject(place)} has two mounts at "/${plain}". Remove one.`);
    seen.add(plain);
  }
};

/** Checks what is mounted where, without claims whose names are outputs. */
export const fixedMountsCheck: OptionCheck = (value, place) => {
  mountsCheck(value, place);
  for (const [path, mount] of Object.entries(value as Mounts)) {
    if (!isVolume(mount) || mount.source.kind !== 'claim' || typeof mount.source.name === 'string') continue;
    throw invalidOption(
      `The claim at "${path}" in ${subject(place)} is an output. Only a call takes outputs: pass the mount to the call.`,
    );
  }
};

/** Checks the path of a mount. */
export const mountPathCheck: OptionCheck = mustBe(
  { wanted: mountPath.wanted },
  (value) => typeof value === 'string' && isMountPath(value),
);
