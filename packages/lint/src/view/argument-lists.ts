import type { JsonPath } from '@tiphys/models/facts';
import type { Arguments } from './argument-fields.ts';
import type { Subject } from './subject.ts';

/** The arguments of a call, or of the workflow. */
export interface ArgumentList {
  readonly list: Arguments;
  readonly path: JsonPath;
  /** Whether a parameter may have no value, because whoever submits the workflow passes it. */
  readonly mayLackValues: boolean;
}

/** Yields the arguments of the workflow and of every call in it. */
export function* argumentLists(subject: Subject): Generator<ArgumentList> {
  const { spec, specPath, cron } = subject;
  if (spec?.arguments) {
    const mayLackValues = !cron;
    const list = mayLackValues ? beforeOpenEnum(spec.arguments) : spec.arguments;
    yield { list, path: [...specPath, 'arguments'], mayLackValues };
  }
  for (const { calls } of subject.allTemplates) {
    for (const { step, path } of calls) {
      if (step.arguments) yield { list: step.arguments, path: [...path, 'arguments'], mayLackValues: false };
    }
  }
}

/** Argo stops checking the arguments of a workflow at the first parameter with an enum and no value. */
function beforeOpenEnum(list: Arguments): Arguments {
  const { parameters = [] } = list;
  const end = parameters.findIndex(
    (parameter) => (parameter.enum?.length ?? 0) > 0 && parameter.value === undefined,
  );
  return end === -1 ? list : { parameters: parameters.slice(0, end) };
}
