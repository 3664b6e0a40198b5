import type { ArtifactLocation, Parameter } from '@tiphys/models';
import { type CallSite, locate } from '../../ir/call-site.ts';
import type { StoredFile } from '../../ir/surface/file-options.ts';
import type { Repository } from '../../ir/surface/repository.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { uriName } from '../context/reference.ts';

/** An output artifact whose address is wanted. */
export interface AddressedFile {
  /** Name of the artifact. */
  readonly name: string;
  readonly path: string;
  readonly stored: StoredFile | undefined;
  /** Where the address is used. */
  readonly site: CallSite;
}

/**
 * Returns the output parameter with the address of an artifact. Argo replaces the tags in the key of the repository when the task starts.
 *
 * @param found the artifact repository of the pipeline; undefined for that of the cluster
 * @throws PipelineError `PIPELINE_NO_URI` if the pipeline does not describe the repository
 */
export function uriOutput(file: AddressedFile, found: Repository['repository'] | undefined): Parameter {
  if (found === undefined || !('location' in found))
    throw new PipelineError(
      'PIPELINE_NO_URI',
      "The address of a file is known only if the pipeline describes its artifact repository. Set artifacts: { repository: repository.s3({ bucket: 'runs' }) }.",
      { location: locate(file.site) },
    );
  return { name: uriName(file.name), value: addressIn(found.location, file) };
}

function addressIn({ s3, gcs, azure, oss }: ArtifactLocation, file: AddressedFile): string {
  if (s3 !== undefined) return `s3://${s3.bucket}/${keyOf(s3.key, file)}`;
  if (gcs !== undefined) return `gs://${gcs.bucket}/${keyOf(gcs.key, file)}`;
  if (oss !== undefined) return `oss://${oss.bucket}/${keyOf(oss.key, file)}`;
  if (azure === undefined) throw new Error('unreachable: the repository has no location');
  return `${azure.endpoint.replace(/\/$/, '')}/${azure.container}/${keyOf(azure.blob, file)}`;
}

/** Returns the key of a file. See docs/semantics/artifacts-and-volumes.md#keys-of-outputs. */
function keyOf(folder: string | undefined, { name, path, stored }: AddressedFile): string {
  const { archive = 'none', key } = stored ?? {};
  if (key !== undefined) return key;
  const file =
    archive === 'none'
      ? path.slice(path.lastIndexOf('/') + 1)
      : `${name}.${archive === 'tar' ? 'tgz' : archive}`;
  return `${folder}/${file}`;
}
