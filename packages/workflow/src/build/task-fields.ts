import { findTags } from '@tiphys/expression';
import type { Model } from '../target-models.ts';
import type { Authored } from './authored.ts';
import { printReferences } from './authored.ts';
import { writeArguments } from './call-arguments.ts';
import type { CallOptions } from './task.ts';
import type { TemplateHandle } from './template-handle.ts';

type Arguments = Model<'Arguments'>;
type TemplateRef = Model<'TemplateRef'>;

/** The fields that tasks of a dag and steps share. */
export interface TaskFields {
  readonly name: string;
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  readonly arguments?: Arguments;
}

/** A call before it is written. */
export interface Call {
  readonly name: string;
  readonly callee: TemplateHandle;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
}

/** Gives the fields of a call as Argo has them, in its order. */
export function writeTaskFields({ name, callee, values, options }: Call): TaskFields {
  const written = writeArguments(callee, values, name);
  return printReferences<TaskFields>({
    name,
    ...(callee.ref === undefined ? { template: callee.name } : { templateRef: callee.ref }),
    ...(written === undefined ? {} : { arguments: written }),
    ...options,
  } as Authored<TaskFields>);
}

/** Gives the tasks whose outputs or status a value of a manifest speaks of. */
export function findTasks(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') collectFromText(value, found);
  else if (typeof value === 'object' && value !== null)
    for (const content of Object.values(value)) collect(content, found);
}

function collectFromText(text: string, found: Set<string>): void {
  if (!text.includes('{{')) return;
  for (const tag of findTags(text)) {
    if (tag.kind === 'simple') {
      const name = /^tasks\.([^.]+)\./.exec(tag.text)?.[1];
      if (name !== undefined) found.add(name);
      continue;
    }
    for (const match of tag.text.matchAll(/\btasks(?:\.(\w+)|\[\s*['"]([^'"]+)['"]\s*\])/g))
      found.add(match[1] ?? match[2] ?? '');
  }
}
