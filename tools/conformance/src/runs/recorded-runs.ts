import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { conformance } from '../folder.ts';
import type { JsonObject } from './normalise-run.ts';

/** A recorded run. */
export interface RecordedRun {
  readonly name: string;
  readonly expected: JsonObject;
  /** The manifest: objects given with the workflow, and the workflow last. */
  readonly manifest: string;
}

/** Returns all recorded runs. */
export function recordedRuns(): readonly RecordedRun[] {
  const ending = '.expected.json';
  const folder = path.join(conformance, 'runs');
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => {
      const name = file.slice(0, -ending.length);
      return { name, expected: JSON.parse(read(file)) as JsonObject, manifest: read(`${name}.yaml`) };
    });
}

/** A workflow, with the objects given with it. */
export interface ReadManifest {
  readonly workflow: unknown;
  readonly objects: readonly unknown[];
}

/** Returns the parts of a manifest whose last document is the workflow. */
export function manifestOf(documents: readonly { readonly value: unknown }[]): ReadManifest {
  const objects = documents
    .map(({ value }) => value)
    .filter((value) => value !== null && value !== undefined);
  return { workflow: objects.pop(), objects };
}
