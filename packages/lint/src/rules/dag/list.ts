import type { Rule } from '../rule.ts';
import { dagCycle } from './cycle.ts';
import { dependsResult } from './depends-result.ts';
import { digitName } from './digit-name.ts';
import { missingDependency } from './missing-dependency.ts';
import { mixedDepends } from './mixed-depends.ts';
import { neverReady } from './never-ready.ts';
import { dagTasks } from './no-tasks.ts';
import { dagTarget } from './unknown-target.ts';
import { unknownTask } from './unknown-task.ts';

/** The rules about the dependencies in dags. */
export const dagRules: readonly Rule[] = [
  dagCycle,
  dependsResult,
  digitName,
  missingDependency,
  mixedDepends,
  neverReady,
  dagTarget,
  dagTasks,
  unknownTask,
];
