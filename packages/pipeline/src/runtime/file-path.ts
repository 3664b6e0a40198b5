import { exists, listFolder } from './kept-modules.ts';

/** Returns the path of a file. Argo unzips a single file into folders in its place. See docs/semantics/artifacts-and-volumes.md. */
export function filePath(file: string): string {
  const folder = `${file}/argo/outputs/artifacts`;
  const [name] = exists(folder) ? listFolder(folder) : [];
  return name === undefined ? file : `${folder}/${name}`;
}
