import type { JsonSchema } from '@tiphys/signature/model';
import { callableOf } from '../../ir/callable.ts';
import type { CallNode, LoopNode, Source } from '../../ir/graph.ts';
import { isFileList, mayLackFile, travelsAsFile } from '../../ir/outputs/route-of.ts';
import { resultSchema } from '../../ir/outputs/schema-of.ts';
import type { Trace } from '../../ir/trace.ts';
import { walkTrace } from '../../ir/walk.ts';
import { writtenList } from '../../ir/written-list.ts';
import { literalItems } from '../values/list-text.ts';
import type { TemplateBook } from './template-book.ts';

/** Maximum size of a value in a parameter, in bytes: less than the kernel's limit for one variable. */
const LARGEST_PARAMETER = 100_000;

/** Finds out, before anything is written, which inputs are passed as files, which outputs are looped over, and whose addresses are used. */
export function surveyTrace(trace: Trace, book: TemplateBook): void {
  walkTrace(trace, {
    task(task) {
      if (task.kind === 'call') surveyCall(task, book);
      const list = task.kind === 'loop' ? writtenList(task.list) : undefined;
      if (list !== undefined) book.entryOf(list.call).itemsWanted.add(list.field ?? '');
    },
    source(source) {
      if (source.kind !== 'uri') return;
      const { urisWanted } = book.entryOf(source.of);
      const field = source.field ?? '';
      if (!urisWanted.has(field)) urisWanted.set(field, source.site);
    },
  });
}

function surveyCall(task: CallNode, book: TemplateBook): void {
  if (callableOf(task) !== 'function') return;
  const entry = book.entryOf(task);
  const { inputs } = task.component.descriptor;
  for (let index = 0; index < inputs.length; index += 1) {
    if (inputs[index]?.route === 'secret') continue;
    const value = task.reads[index];
    // The folder of a loop without iterations does not exist.
    if (value === undefined || mayLackFile(value) || isFileList(value)) entry.omitted.add(index);
    if (inputs[index]?.route !== 'value' || arrivesAsFile(value)) entry.files.add(index);
  }
}

/** Tells whether a function gets a source as a file. */
export function arrivesAsFile(source: Source | undefined): boolean {
  if (source === undefined) return false;
  if (source.kind === 'literal') return source.text.length > LARGEST_PARAMETER;
  if (source.kind === 'loop') return mayBeLarge(source);
  // A caller may pass the results of a loop.
  if (source.kind === 'given' && source.schema.type === 'array') return true;
  return travelsAsFile(source);
}

/** Tells whether the results of a loop may be too large for a parameter. They are not for a short literal list with small results. */
function mayBeLarge(loop: LoopNode): boolean {
  if (loop.list.kind !== 'literal') return true;
  const each = boundOf(resultSchema(loop.bodies[0]?.result));
  return each === undefined || literalItems(loop).length * (each + 60) > LARGEST_PARAMETER;
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
