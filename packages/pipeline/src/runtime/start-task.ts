import { reportErrors } from './report-errors.ts';
import { runTask, type TaskComponent } from './run-task.ts';
import { readModules, requireFrom } from './shared-modules.ts';
import { user } from './user-realm.ts';

type UserFunction = (...values: readonly unknown[]) => unknown;

// Given by the script around this code (see code/script/script-text.ts).
declare const component: TaskComponent;
/** Loads the user's code, and passes on the function. */
declare const main: (start: (run: UserFunction) => void, require: (id: string) => unknown) => void;
/** Packed modules that the user's code requires. */
declare const packed: readonly string[];

// Copies in this realm, so that the user's code cannot change the methods of their arrays.
const own: TaskComponent = JSON.parse(JSON.stringify(component));
const modules = readModules([...packed]);
const script =
  /\n +at (?!.*node:internal\/tiphys)(?:.*? \()?(.*):\d+:\d+/.exec(Error().stack ?? '')?.[1] ?? '';
const tables = Object.entries(modules).map(([id, { lines }]) => [id, lines] as const);

reportErrors(own.name, new Map([[script, own.lines], ...tables]));
const load = requireFrom(modules, own.from);
// The promise of the function is awaited in the user's realm, where `await` ignores a patched `then`.
const call: (run: UserFunction, values: readonly unknown[], done: (result: unknown) => void) => void =
  user.eval('(async (run, values, done) => done(await run(...values)))\n//# sourceURL=node:internal/tiphys');

runTask(own, (values, done) => main((run) => call(run, values, done), load));
