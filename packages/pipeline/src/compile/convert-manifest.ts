import { convertObject } from '@tiphys/convert';
import { formatPath } from '@tiphys/models/facts';
import { type ArgoVersion, newestArgoVersion } from '@tiphys/models/tables';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import type { Manifest } from '../lower/object/write-object.ts';
import { PipelineError } from '../pipeline-error.ts';

/**
 * Converts a manifest to another version of Argo.
 *
 * @throws PipelineError `PIPELINE_TARGET` if that version does not support a field
 */
export function convertManifest<T extends Manifest>(
  pipeline: AnyPipeline,
  manifest: T,
  target: ArgoVersion,
): T {
  const { object, problems } = convertObject(manifest, { from: newestArgoVersion, to: target });
  if (problems.length === 0) return object;
  const list = problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  throw new PipelineError(
    'PIPELINE_TARGET',
    `The pipeline ${pipeline.name} cannot be compiled for Argo ${target}. ${list.join('\n')}`,
  );
}
