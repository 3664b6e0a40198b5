import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { conformance } from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';
import type { JsonObject } from './normalise-run.ts';

/** A workflow, with the objects given with it. */
export interface Manifest {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}

/** A recorded run. */
export interface RecordedRun {
  readonly name: string;
  readonly expected: JsonObject;
}

/** Reads a manifest whose last document is the workflow. */
export function readManifest(file: string): Manifest {
  const text = readFileSync(path.join(conformance, file), 'utf8');
  const documents = readYaml(text).documents.map(({ value }) => value);
  const objects = documents.filter((value) => value !== null && value !== undefined);
  return { workflow: objects.pop() as Workflow, objects };
}

/** Returns all recorded runs. */
export function recordedRuns(): readonly RecordedRun[] {
  const ending = '.expected.json';
  const folder = path.join(conformance, 'runs');
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => ({
      name: file.slice(0, -ending.length),
      expected: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JsonObject,
    }));
}
