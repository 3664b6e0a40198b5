import type { EnvVar, Template } from '@tiphys/models';
import { MAXIMUM_VARIABLE_BYTES } from '../ir/wire/task-protocol.ts';
import { largest } from '../lower/code/code-too-large.ts';
import type { Manifest } from '../lower/object/write-object.ts';
import { PipelineError } from '../pipeline-error.ts';
import { MAXIMUM_BYTES, measureManifest, sizeOf, specOf } from './size-report.ts';

/** Maximum size of all annotations of an object in Kubernetes, in bytes. */
const ANNOTATION_BYTES = 262_144;

/**
 * Checks that a cluster can store a manifest, and start its pods.
 *
 * @throws PipelineError `PIPELINE_TOO_LARGE` or `PIPELINE_VALUE_TOO_LARGE`
 */
export function assertStorable(name: string, manifest: Manifest): void {
  assertSize(name, manifest);
  const { annotations = {} } = manifest.metadata;
  const bytes = Object.entries(annotations).reduce(
    (total, [key, value]) => total + Buffer.byteLength(key + value),
    0,
  );
  if (bytes > ANNOTATION_BYTES)
    throw new PipelineError(
      'PIPELINE_VALUE_TOO_LARGE',
      `The annotations of the pipeline ${name} have ${bytes} bytes, but Kubernetes allows ${ANNOTATION_BYTES}. Keep long texts in files.`,
    );
  for (const template of specOf(manifest).templates ?? [])
    for (const one of variablesOf(template)) assertVariable(template, one);
}

function assertVariable(template: Template, { name, value = '' }: EnvVar): void {
  const bytes = Buffer.byteLength(`${name}=${value}`) + 1;
  if (bytes <= MAXIMUM_VARIABLE_BYTES) return;
  throw new PipelineError(
    'PIPELINE_VALUE_TOO_LARGE',
    `The environment variable ${name} of the template ${template.name} has ${bytes} bytes, but Linux allows ${MAXIMUM_VARIABLE_BYTES}, so its pod could not start. Mount a ConfigMap, or pass the value as Large<T> or as a file.`,
  );
}

function variablesOf({ container, script, initContainers = [], sidecars = [] }: Template): readonly EnvVar[] {
  return [container, script, ...initContainers, ...sidecars].flatMap((one) => one?.env ?? []);
}

function assertSize(name: string, manifest: Manifest): void {
  const bytes = sizeOf(manifest);
  if (bytes <= MAXIMUM_BYTES) return;
  const { templates, shared } = measureManifest(manifest);
  const parts = new Map([
    ...templates.map((one) => [one.name, one.bytes] as const),
    ...shared.map((one) => [`parameter ${one.name}`, one.bytes] as const),
  ]);
  throw new PipelineError(
    'PIPELINE_TOO_LARGE',
    `The pipeline ${name} compiles to an object of ${Math.ceil(bytes / 1024)} KiB, but Argo can store ${MAXIMUM_BYTES / 1024} KiB. The largest templates: ${largest(parts)}. Create tasks with loops over outputs, create large values in functions, run functions from files of an image (\`code: inImage(...)\`), or split the pipeline into several. \`tiphys compile --report\` shows the size of each part.`,
  );
}
