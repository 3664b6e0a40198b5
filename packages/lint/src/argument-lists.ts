import type { JsonPath } from '@tiphys/workflow';
import type { Arguments } from './manifest.ts';
import { isLibrary, type Subject } from './subject.ts';

/** Arguments that are given to a template, or to the workflow. */
export interface ArgumentList {
  readonly list: Arguments;
  readonly path: JsonPath;
  /** Whether a parameter may be without a value: whoever submits the workflow gives it then. */
  readonly mayLackValues: boolean;
}

/** Gives the arguments of the workflow and of every call in it. */
export function* argumentLists(subject: Subject): Generator<ArgumentList> {
  const { spec, specPath, cron } = subject;
  if (spec?.arguments) {
    yield {
      list: spec.arguments,
      path: [...specPath, 'arguments'],
      mayLackValues: !cron || isLibrary(subject),
    };
  }
  for (const { calls } of subject.allTemplates) {
    for (const { step, path } of calls) {
      if (step.arguments) yield { list: step.arguments, path: [...path, 'arguments'], mayLackValues: false };
    }
  }
}
