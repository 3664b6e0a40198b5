import { KubectlError } from '../kubectl-error.ts';
import { isMap, type KubeObject } from './kube-object.ts';

/** Path of the manifest in a resource pod, which messages name. */
export const MANIFEST_PATH = '/tmp/manifest.yaml';

/**
 * Reads the YAML or JSON text of a manifest.
 *
 * @throws KubectlError with the message of kubectl if it is not one object
 */
export async function readManifestValue(text: string): Promise<unknown> {
  const { readYaml } = await import('@tiphys/yaml');
  const { documents, problems } = readYaml(text);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new KubectlError(
      'Invalid',
      `error: error parsing ${MANIFEST_PATH}: error converting YAML to JSON: yaml: line ${problem.line}: ${problem.message}`,
    );
  }
  const values = documents.map(({ value }) => value).filter((value) => value !== null && value !== undefined);
  if (values.length > 1)
    throw new KubectlError('Invalid', `the manifest holds ${values.length} objects, but Argo reads one`);
  return values[0];
}

/**
 * Reads the object of a manifest.
 *
 * @throws KubectlError with the message of kubectl if it has no kind or version
 */
export async function readManifest(text: string): Promise<KubeObject> {
  const value = await readManifestValue(text);
  if (value === undefined) throw new KubectlError('Invalid', 'error: no objects passed to create');
  if (!isMap(value) || typeof value.kind !== 'string' || value.kind === '') {
    const json = JSON.stringify(value);
    throw new KubectlError(
      'Invalid',
      `error: unable to decode ${JSON.stringify(MANIFEST_PATH)}: Object 'Kind' is missing in '${json}'`,
    );
  }
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    throw new KubectlError(
      'Invalid',
      `error: unable to decode ${JSON.stringify(MANIFEST_PATH)}: Object 'apiVersion' is missing in '${JSON.stringify(value)}'`,
    );
  }
  return { ...value, apiVersion, kind, metadata: isMap(metadata) ? metadata : {} };
}
