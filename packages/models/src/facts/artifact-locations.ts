/**
 * The fields that say where an artifact is stored, in the order in which Argo checks them: the first that is set wins.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#artifactlocation
 */
export const ARTIFACT_LOCATIONS = [
  'artifactory',
  'azure',
  'gcs',
  'git',
  'hdfs',
  'http',
  'oss',
  'raw',
  's3',
  'plugin',
] as const;

/** One of the places where an artifact can be stored. */
export type ArtifactLocationName = (typeof ARTIFACT_LOCATIONS)[number];

/** Returns whether an artifact names a location. */
export function hasArtifactLocation(artifact: object): boolean {
  return ARTIFACT_LOCATIONS.some(
    (location) => (artifact as Readonly<Record<string, unknown>>)[location] !== undefined,
  );
}
