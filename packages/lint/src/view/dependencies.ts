import type { JsonPath } from '@tiphys/models/facts';
import type { Step } from './template-fields.ts';

/** A task that another waits for. */
export interface Dependency {
  readonly task: string;
  /** The result that is required, as in `a.Failed`. */
  readonly result?: string;
  /** The place of the dependency in the file. */
  readonly path: JsonPath;
}

/** What Argo takes for the name of a task in `depends`, with or without a result. */
const MENTION = /([a-zA-Z0-9][-a-zA-Z0-9]*?)\.([A-Z][a-zA-Z]+)|([a-zA-Z0-9][-a-zA-Z0-9]*)/g;

/** Returns the tasks that a task names in `depends` and `dependencies`. */
export function readDependencies(task: Step, path: JsonPath): readonly Dependency[] {
  const { depends = '', dependencies = [] } = task;
  const listed = dependencies.map((name, index) => ({ task: name, path: [...path, 'dependencies', index] }));
  if (depends === '') return listed;
  const at = [...path, 'depends'];
  const written = Array.from(depends.matchAll(MENTION), ([, name, result, bare]) =>
    name === undefined ? { task: bare ?? '', path: at } : { task: name, result: result ?? '', path: at },
  );
  return [...listed, ...written];
}
