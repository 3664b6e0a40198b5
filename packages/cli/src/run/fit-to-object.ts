import type { FindTemplate } from '../place/find-template.ts';
import { fitToTaker, type TakenNames, type TakingSpec } from './fit-to-taker.ts';
import type { Values } from './fit-values.ts';

/** An object whose fields are read. It may contain anything. */
export interface GivenObject {
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly generateName?: string | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly spec?: unknown;
}

/**
 * Checks that an object takes what a command line gives to it, together with the WorkflowTemplate that it refers to. If that is not known, only the types
 * of its own are checked: the cluster may have it. Returns the values to send, as `fitValues` does.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of another type
 */
export async function fitToObject(
  object: GivenObject,
  names: TakenNames,
  find: FindTemplate,
): Promise<Values> {
  const { parameters = [], values = {}, entrypoint, starts } = names;
  const spec = specIn(object);
  const given = [...parameters, ...Object.keys(values)];
  if (spec === undefined || (given.length === 0 && entrypoint === undefined && starts !== true))
    return values;
  return fitToTaker(
    { what: subjectOf(object), spec, annotations: object.metadata?.annotations },
    names,
    find,
  );
}

function subjectOf({ kind, metadata }: GivenObject): string {
  return `The ${kind} ${metadata?.name ?? metadata?.generateName ?? ''}`.trimEnd();
}

function specIn({ kind, spec }: GivenObject): TakingSpec | undefined {
  const found: unknown =
    kind === 'CronWorkflow' ? (spec as { readonly workflowSpec?: unknown } | undefined)?.workflowSpec : spec;
  return typeof found === 'object' && found !== null ? found : undefined;
}
