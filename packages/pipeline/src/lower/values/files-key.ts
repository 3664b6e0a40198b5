import { pathNode, sprig } from '../../expression/tree/expression-nodes.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import type { GivenSource, ItemSource, LoopNode, Scope } from '../../ir/graph.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import type { BodyContext } from '../context/body-context.ts';
import type { ReadPlace } from './read-value.ts';

interface FileSources {
  readonly folder: GivenSource;
  readonly index: ItemSource;
}

const known = new WeakMap<Scope, FileSources>();

/** Returns the key of the file of one iteration: its index in the folder of the loop. */
export function fileKeyOf(loop: LoopNode, { context, waits }: ReadPlace): string {
  const [body] = loop.bodies;
  if (body === undefined) throw new Error(`unreachable: the loop ${loop.name} has no body`);
  const { folder, index } = sourcesOf(loop, body.scope);
  const keys = [folder, index].map((source) => context.reference(source, 'value', waits));
  return keys.map(({ path }) => referenceTag(path)).join('/');
}

/** Returns the folder of a loop, which the template of the loop gets as a parameter, and the index of the iteration. */
function sourcesOf(loop: LoopNode, scope: Scope): FileSources {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const made: FileSources = {
    folder: {
      kind: 'given',
      scope,
      name: taskNames.filesKey,
      what: 'The folder of the files of a loop',
      schema: { type: 'string' },
    },
    index: { kind: 'index', scope, loop, schema: { type: 'integer' } },
  };
  known.set(scope, made);
  return made;
}

/**
 * Returns the key of the folder for the files of a loop. A template that may be called several times in a run has another folder in
 * each call, because the names of its nodes differ.
 */
export function folderKeyOf(template: string, caller: BodyContext): string {
  const place = runsOnce(caller) ? '' : `${printTag(sprig('sha256sum', pathNode(['node', 'name'])))}/`;
  return `{{workflow.uid}}/${place}${template}`;
}

function runsOnce(context: BodyContext): boolean {
  for (let at: BodyContext | undefined = context; at !== undefined; at = at.parent)
    if (at.itemScopes.size > 0 || at.givenScope !== undefined) return false;
  return true;
}
