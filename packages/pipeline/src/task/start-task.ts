import { reportErrors } from './report-errors.ts';
import { runTask, type StartFunction, type TaskComponent } from './run-task.ts';

// Declared by the script around this code (see bundle/script-text.ts).
declare const component: TaskComponent;
declare const start: StartFunction;

// A copy made in this realm: the methods of its lists are out of the user's reach.
const { checks } = component;
const own: TaskComponent = { ...JSON.parse(JSON.stringify(component)), ...(checks ? { checks } : {}) };

reportErrors(own);
runTask(own, start);
