import { reportErrors } from './report-errors.ts';
import { runTask, type TaskComponent, type TaskFunction } from './run-task.ts';

// Declared by the script around this code (see bundle/script-text.ts).
declare const component: TaskComponent;
declare const main: (run: (call: TaskFunction) => void) => void;

reportErrors(component);
main((call) => void runTask(component, call));
