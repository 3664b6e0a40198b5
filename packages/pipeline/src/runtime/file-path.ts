import { existsSync, readdirSync } from 'node:fs';

/** Returns the path of a file. Argo unzips a single file into folders in its place. See docs/semantics/artifacts-and-volumes.md. */
export function filePath(file: string): string {
  const folder = `${file}/argo/outputs/artifacts`;
  const [name] = existsSync(folder) ? readdirSync(folder) : [];
  return name === undefined ? file : `${folder}/${name}`;
}
