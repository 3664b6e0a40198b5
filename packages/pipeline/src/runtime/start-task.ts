import { reportErrors } from './report-errors.ts';
import { runTask, type StartFunction, type TaskComponent } from './run-task.ts';

// Declared by the script around this code (see code/script-text.ts).
declare const component: TaskComponent;
declare const start: StartFunction;

// A copy in this realm, so that the user's code cannot change the methods of its arrays.
const { checks } = component;
const own: TaskComponent = { ...JSON.parse(JSON.stringify(component)), ...(checks ? { checks } : {}) };

reportErrors(own);
runTask(own, start);
