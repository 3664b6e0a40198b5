/** Returns the name of the file of a definition, without extension: `dag-task` for `DAGTask`. */
export function fileNameOf(definition: string): string {
  return definition
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
