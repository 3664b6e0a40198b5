import type { JsonSchema } from '../component-descriptor.ts';
import { isRemoteCall, mayBeMissing } from '../remote/remote-call.ts';
import { travelsAsFile } from '../trace/route-of.ts';
import { resultSchema } from '../trace/schema-of.ts';
import type { Argument, CallTask, LoopTask, Scope, TaskNode } from '../trace/scope.ts';
import type { Source } from '../trace/source.ts';
import type { TemplateBook } from './template-book.ts';

/** Bytes that a value may take in a parameter: less than the kernel's limit for one variable. */
const largestParameter = 100_000;

/** Looks at all calls before anything is written: which inputs arrive as files, and which outputs are looped over. */
export function surveyScope(scope: Scope, book: TemplateBook): void {
  for (const task of scope.tasks) surveyTask(task, book);
}

function surveyTask(task: TaskNode, book: TemplateBook): void {
  switch (task.kind) {
    case 'call':
      surveyCall(task, book);
      return;
    case 'loop':
      // A written-out list is a list of texts.
      if (!Array.isArray(task.list) && (task.list as Source).kind === 'call')
        book.entryOf(task.list as CallTask).itemsWanted = true;
      surveyScope(task.body, book);
      return;
    case 'branch':
      surveyScope(task.then, book);
      if (task.otherwise !== undefined) surveyScope(task.otherwise, book);
  }
}

function surveyCall(task: CallTask, book: TemplateBook): void {
  if (isRemoteCall(task)) return;
  const entry = book.entryOf(task);
  const { inputs } = task.component.descriptor;
  for (let index = 0; index < inputs.length; index += 1) {
    const value = task.values[index];
    if (value === undefined || (typeof value === 'object' && mayBeMissing(value))) entry.omitted.add(index);
    if (inputs[index]?.route !== 'value' || arrivesAsFile(value)) entry.files.add(index);
  }
}

function arrivesAsFile(source: Argument): boolean {
  if (source === undefined) return false;
  if (typeof source === 'string') return source.length > largestParameter;
  if (source.kind === 'loop') return mayBeLarge(source);
  return travelsAsFile(source);
}

/** Tells whether the results of a loop may be more than a parameter holds; only a short written-out list and small results tell that they are not. */
function mayBeLarge(loop: LoopTask): boolean {
  if (!Array.isArray(loop.list)) return true;
  const each = boundOf(resultSchema(loop.result));
  return each === undefined || loop.list.length * (each + 60) > largestParameter;
}

function boundOf(schema: JsonSchema): number | undefined {
  if (Array.isArray(schema.enum))
    return Math.max(0, ...schema.enum.map((value) => JSON.stringify(value).length * 2));
  switch (schema.type) {
    case 'boolean':
    case 'number':
    case 'integer':
    case 'null':
      return 26;
    default:
      return undefined;
  }
}
