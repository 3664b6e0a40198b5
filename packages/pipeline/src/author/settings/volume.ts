import type { Volume as VolumeFields } from '@tiphys/models';
import { isSubdomain } from '@tiphys/models/facts';
import type { Quantity } from '../../ir/surface/amounts.ts';
import type { OutputHandle } from '../../ir/surface/output.ts';
import type { ClaimOptions, Volume, VolumeSource } from '../../ir/surface/volume.ts';
import { findSource } from '../handles/handle.ts';
import {
  assertComplete,
  assertOptions,
  invalidOption,
  type OptionTable,
  show,
  textOf,
  wordOf,
} from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { quantityCheck } from './checks/resource-check.ts';
import { modelFields } from './model-fields.ts';

/** Options of an empty folder. */
export interface FolderOptions {
  /** Its largest size. @default that of the node */
  readonly limit?: Quantity;
}

/** Creates volumes that tasks can mount. */
export interface Volumes {
  /**
   * Returns a volume that is created for each run and deleted after it.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  perRun(options: ClaimOptions): Volume;
  /**
   * Returns the volume of a PersistentVolumeClaim that exists in the cluster.
   *
   * @throws PipelineError `PIPELINE_INVALID_OPTION`
   */
  claim(name: string | OutputHandle<string>): Volume;
  /**
   * Returns an empty folder in memory, of one task.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  memory(options?: FolderOptions): Volume;
  /**
   * Returns an empty folder on the disk of the node, of one task.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  scratch(options?: FolderOptions): Volume;
  /**
   * Returns any other volume, under the names of Kubernetes: `volume.of({ nfs: { server: 'files', path: '/' } })`.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  of(fields: Omit<VolumeFields, 'name'>): Volume;
}

/** Checks for the options of a volume that exists as long as a run. */
export const claimFields: OptionTable<ClaimOptions> = {
  size: quantityCheck,
  accessMode: wordOf(['ReadWriteOnce', 'ReadWriteMany']),
  storageClass: textOf('the name of a storage class', isSubdomain),
  keep: wordOf(['never', 'on-failure']),
};

const folderFields: OptionTable<FolderOptions> = { limit: quantityCheck };

const otherFields = modelFields({
  definition: 'Volume',
  elsewhere: { name: 'Tiphys chooses the name.' },
});

/**
 * Volumes for the setting `mounts`.
 *
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * const scratch = volume.perRun({ size: '10Gi' });
 * const models = volume.claim('models').readOnly();
 * const squareOnDisk = square.with({ mounts: { '/scratch': scratch, '/models': models } });
 * ```
 */
export const volume: Volumes = Object.freeze({ perRun, claim, memory, scratch, of });

function perRun(options: ClaimOptions): Volume {
  return withCallerLocation(perRun, () => {
    assertComplete(options, claimFields, { what: 'volume.perRun', required: ['size'] });
    return volumeOf({ kind: 'perRun', claim: options });
  });
}

function claim(name: string | OutputHandle<string>): Volume {
  return withCallerLocation(claim, () => {
    if (findSource(name) === undefined && (typeof name !== 'string' || !isSubdomain(name)))
      throw invalidOption(
        `volume.claim takes the name of a PersistentVolumeClaim, of lower-case letters, digits, "-" and ".", not ${show(name)}.`,
      );
    return volumeOf({ kind: 'claim', name });
  });
}

function memory(options: FolderOptions = {}): Volume {
  return withCallerLocation(memory, () => folder(options, 'memory'));
}

function scratch(options: FolderOptions = {}): Volume {
  return withCallerLocation(scratch, () => folder(options, 'scratch'));
}

function folder(options: FolderOptions, kind: 'memory' | 'scratch'): Volume {
  assertOptions(options, folderFields, { what: `volume.${kind}` });
  const { limit } = options;
  const emptyDir = {
    ...(kind === 'memory' ? { medium: 'Memory' } : {}),
    ...(limit === undefined ? {} : { sizeLimit: limit }),
  };
  return volumeOf({ kind: 'fields', fields: { emptyDir } });
}

function of(fields: Omit<VolumeFields, 'name'>): Volume {
  return withCallerLocation(of, () => {
    otherFields(fields, { what: 'volume.of', path: '' });
    if (Object.keys(fields).length !== 1)
      throw invalidOption(
        "volume.of takes one kind of volume, as in volume.of({ nfs: { server: 'files', path: '/' } }).",
      );
    return volumeOf({ kind: 'fields', fields });
  });
}

function volumeOf(source: VolumeSource, isReadOnly = false): Volume {
  return Object.freeze({
    kind: 'volume' as const,
    source,
    isReadOnly,
    readOnly: () => volumeOf(source, true),
  });
}
