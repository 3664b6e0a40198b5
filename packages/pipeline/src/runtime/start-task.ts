import { LOADS_MODULES } from './features.ts';
import { findPlace, foreignFrame } from './find-place.ts';
import { reportErrors } from './report-errors.ts';
import { runTask, type TaskComponent } from './run-task.ts';
import { readModules, requireFrom } from './shared-modules.ts';
import { user } from './user-realm.ts';

type UserFunction = (...values: readonly unknown[]) => unknown;
type Call = (run: UserFunction, values: readonly unknown[], done: (result: unknown) => void) => void;

// Given by the script around this code (see code/script/script-text.ts).
declare const component: TaskComponent;
/** Loads the user's code, and passes on the function. */
declare const main: (start: (run: UserFunction) => void, require: (id: string) => unknown) => void;
/** Loads a module of Node.js. */
declare const load: (id: string) => unknown;
/** Packed modules that the user's code requires. */
declare const packed: readonly string[];

// A copy in this realm, so that the user's code cannot change the methods of its arrays.
const own: TaskComponent = JSON.parse(JSON.stringify(component));
// The script calls this code, so it is in the second frame.
const script = /\n.*\n +at (?:.*? \()?(.*:)\d+:\d+/.exec(Error().stack as string)?.[1] as string;
const modules = LOADS_MODULES ? readModules([...packed]) : {};

reportErrors(own.name, (frame) => {
  let place = findPlace(frame, script, own.lines);
  if (LOADS_MODULES)
    for (const [id, { lines }] of Object.entries(modules)) place ??= findPlace(frame, `${id}:`, lines);
  return place ?? foreignFrame(frame);
});
// The promise of the function is awaited in the user's realm, where `await` ignores a patched `then`.
const call: Call = user.eval(
  `(${async (run: UserFunction, values: readonly unknown[], done: (result: unknown) => void) => done(await run(...values))})`,
);

runTask(own, (values, done) =>
  main((run) => call(run, values, done), LOADS_MODULES ? requireFrom(modules, own.from) : load),
);
