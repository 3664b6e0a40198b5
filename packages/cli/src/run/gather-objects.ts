import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import type { KubernetesObject } from '@tiphys/models/facts';
import { type LoadedSource, remoteFiles } from '../source/load-source.ts';
import {
  assertDistinct,
  type HeldObject,
  keyOf,
  readNamedObjects,
  readObjects,
} from '../source/read-objects.ts';
import type { World } from '../world/world.ts';
import { assertTemplatesPresent } from './assert-templates-present.ts';
import type { RunnableWorkflow } from './choose-workflow.ts';

/** What a run refers to, and where it may stand. */
export interface GatherOptions {
  readonly source: LoadedSource;
  readonly runnable: RunnableWorkflow;
  /** Files, folders and patterns that the user names. */
  readonly words: readonly string[];
}

/**
 * Returns the objects that a run may refer to: those beside the workflow in its file, those that the user names, and those that the
 * components of a pipeline were generated from, as far as the user gives no others of the same name.
 *
 * @throws CliError `CLI_TEMPLATE_MISSING` when a template that is called is in none of them; and what reading them throws
 * @throws EngineError `ENGINE_INVALID_OBJECT` for an object that Kubernetes refuses
 */
export async function gatherObjects(
  { source, runnable, words }: GatherOptions,
  world: World,
): Promise<readonly KubernetesObject[]> {
  // What stands in the file may be of any kind; the engine takes what it knows.
  const beside = (runnable.objects as readonly KubernetesObject[]).map((object) => ({
    object,
    file: source.file,
  }));
  const given = [
    ...beside,
    ...(await readNamedObjects(words, world)).filter(({ file }) => file !== source.file),
  ];
  assertDistinct(given);
  const taken = new Set(given.map(({ object }) => keyOf(object)));
  const found = (await readRemoteObjects(source, world)).filter(({ object }) => !taken.has(keyOf(object)));
  assertDistinct(found);
  const held = [...given, ...found];
  assertTemplatesPresent(runnable.workflow as Workflow, { held, source });
  const { assertObjects } = await import('@tiphys/engine');
  const objects = held.map(({ object }) => object);
  assertObjects(objects, (object) => fileOf(object, held, world));
  return objects;
}

function fileOf(object: KubernetesObject, held: readonly HeldObject[], world: World): string | undefined {
  const file = held.find((candidate) => candidate.object === object)?.file;
  return file === undefined ? undefined : path.relative(world.cwd, file);
}

async function readRemoteObjects(source: LoadedSource, world: World): Promise<readonly HeldObject[]> {
  const held: HeldObject[] = [];
  for (const file of remoteFiles(source)) {
    // Where it is gone, the message about what is missing names it.
    if ((await world.files.kindOf(file)) === 'file') held.push(...(await readObjects(file, world)));
  }
  return held;
}
