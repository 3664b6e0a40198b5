import { reportErrors } from './report-errors.ts';
import { runTask, type Task } from './run-task.ts';

// Declared by the script around this code (see bundle/script-text.ts).
declare const component: Parameters<typeof reportErrors>[0];
declare const main: (run: (task: Task, call: (...values: readonly unknown[]) => unknown) => void) => void;

reportErrors(component);
main((task, call) => void runTask(component.name, task, call));
