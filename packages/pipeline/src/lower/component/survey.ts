import type { JsonSchema } from '@tiphys/signature/model';
import { isRemoteCall, mayBeMissing } from '../../ir/remote-call.ts';
import { travelsAsFile } from '../../ir/route-of.ts';
import { resultSchema } from '../../ir/schema-of.ts';
import type { Argument, CallTask, LoopTask, Trace } from '../../ir/scope.ts';
import { findListSource, literalsOf, walkTrace } from '../../ir/walk-trace.ts';
import type { TemplateBook } from './template-book.ts';

/** Maximum size of a value in a parameter, in bytes: less than the kernel's limit for one variable. */
const LARGEST_PARAMETER = 100_000;

/** Finds out, before anything is written, which inputs are passed as files and which outputs are looped over. */
export function surveyTrace(trace: Trace, book: TemplateBook): void {
  walkTrace(trace, {
    task(task) {
      if (task.kind === 'call') surveyCall(task, book);
      const list = task.kind === 'loop' ? findListSource(task) : undefined;
      if (list?.kind === 'call') book.entryOf(list).itemsWanted = true;
    },
  });
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
  if (typeof source === 'string') return source.length > LARGEST_PARAMETER;
  if (source.kind === 'loop') return mayBeLarge(source);
  return travelsAsFile(source);
}

/** Tells whether the results of a loop may be too large for a parameter. They are not for a short literal list with small results. */
function mayBeLarge(loop: LoopTask): boolean {
  if (findListSource(loop) !== undefined) return true;
  const each = boundOf(resultSchema(loop.result));
  return each === undefined || literalsOf(loop).length * (each + 60) > LARGEST_PARAMETER;
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
