import type { Authored } from '../reference/authored.ts';
import { printReferences } from '../reference/authored.ts';
import type { TemplateHandle } from '../reference/template-handle.ts';
import { type CalleeFields, writeCallee } from './call-arguments.ts';
import { writeHooks } from './hook.ts';
import { type CallOptions, createTask, type Task } from './task.ts';

/** The fields that tasks of a dag and steps share. */
export interface TaskFields extends CalleeFields {
  readonly name: string;
}

/** A call before its fields are built. */
export interface UnwrittenCall {
  readonly name: string;
  readonly callee: TemplateHandle;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
}

/** The result of building a call. */
export interface WrittenCall {
  readonly task: Task;
  /** Its fields, in Argo's order. */
  readonly fields: TaskFields;
  /** The templates that it calls. */
  readonly calls: readonly TemplateHandle[];
}

/** Builds the fields of a task of a dag, or of a step. */
export function writeCall(
  { name, callee, values, options }: UnwrittenCall,
  prefix: 'tasks' | 'steps',
): WrittenCall {
  const task = createTask(name, callee as TemplateHandle<never>, prefix);
  const { hooks: given, ...rest } = options;
  const { hooks, calls } = writeHooks(typeof given === 'function' ? given(task) : given);
  const fields = printReferences<TaskFields>({
    name,
    ...writeCallee(callee, values, `"${name}"`),
    ...rest,
    ...(hooks === undefined ? {} : { hooks }),
  } as Authored<TaskFields>);
  return { task, fields, calls: [callee, ...calls] };
}

/** Returns whether a call is a loop, which has an item. */
export function isLoop({ withItems, withParam, withSequence }: CallOptions): boolean {
  return [withItems, withParam, withSequence].some((loop) => loop !== undefined);
}
