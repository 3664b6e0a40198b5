import { hasArtifactLocation } from '@tiphys/models/facts';
import { type ArtifactOptions, type ArtifactSpec, artifact } from '../reference/artifact.ts';
import { type ParameterSpec, parameter } from '../reference/parameter.ts';
import { type ArtifactReference, isArtifactReference, type Reference } from '../reference/reference.ts';
import { writeSlots } from '../reference/slots.ts';
import type { TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';

type Arguments = Model<'Arguments'>;
type TemplateRef = Model<'TemplateRef'>;

/** The kind excludes references to text, which have a path, too. */
type GivenArtifact = ArtifactOptions & { readonly kind?: never };

/** The value of an input; use `parameter({ valueFrom: ... })` for anything other than a plain value. */
type ArgumentFor<TSlot> =
  TSlot extends ParameterSpec<infer Value>
    ? Value | Reference | ParameterSpec
    : ArtifactReference | ArtifactSpec | GivenArtifact;

type IsOptional<TSlot> = TSlot extends ParameterSpec<infer _Value, true> | ArtifactSpec<true> ? true : false;

/** The names of the inputs that a task must set. */
export type RequiredNames<TInputs> = {
  [Name in keyof TInputs]: IsOptional<TInputs[Name]> extends true ? never : Name;
}[keyof TInputs];

/** The arguments of a template: its inputs by name, optional if they have a default. */
export type ArgumentsOf<TInputs> = {
  readonly [Name in RequiredNames<TInputs>]: ArgumentFor<TInputs[Name]>;
} & {
  readonly [Name in Exclude<keyof TInputs, RequiredNames<TInputs>>]?: ArgumentFor<TInputs[Name]> | undefined;
};

/** The rest parameters of a call: the arguments may be omitted if none is required. */
export type CallRest<TInputs, TOptions> = [RequiredNames<TInputs>] extends [never]
  ? [values?: ArgumentsOf<TInputs>, options?: TOptions]
  : [values: ArgumentsOf<TInputs>, options?: TOptions];

/**
 * Returns the arguments of a call in Argo's form.
 *
 * @throws {@link WorkflowError} `WORKFLOW_ARGUMENT` if one is missing, unknown or of the wrong kind, which the
 * types reject, too
 */
export function writeArguments(
  callee: TemplateHandle,
  values: Readonly<Record<string, unknown>>,
  caller: string,
): Arguments | undefined {
  assertArguments(callee, values, caller);
  const given = Object.entries(values).flatMap(([name, value]): [string, ParameterSpec | ArtifactSpec][] => {
    const slot = slotOf(callee, name);
    return value === undefined || slot === undefined ? [] : [[name, specOf(value, slot)]];
  });
  return writeSlots(Object.fromEntries(given));
}

/** The fields of a task, a step or a hook that call a template. */
export interface CalleeFields {
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  readonly arguments?: Arguments;
}

/**
 * Returns the fields that call a template.
 *
 * @throws {@link WorkflowError} `WORKFLOW_ARGUMENT`
 */
export function writeCallee(
  callee: TemplateHandle,
  values: Readonly<Record<string, unknown>>,
  caller: string,
): CalleeFields {
  const written = writeArguments(callee, values, caller);
  return {
    ...(callee.ref === undefined ? { template: callee.name } : { templateRef: callee.ref }),
    ...(written === undefined ? {} : { arguments: written }),
  };
}

function specOf(value: unknown, { kind }: ParameterSpec | ArtifactSpec): ParameterSpec | ArtifactSpec {
  if (isSpec(value, kind)) return value;
  if (kind === 'parameter') return parameter({ value: String(value) });
  if (isArtifactReference(value)) return artifact({ from: value });
  return artifact(value as ArtifactOptions); // the types allow nothing else
}

function isSpec(value: unknown, kind: string): value is ParameterSpec | ArtifactSpec {
  return (
    typeof value === 'object' &&
    value !== null &&
    'options' in value &&
    'kind' in value &&
    value.kind === kind
  );
}

/** Looks up own properties only: an input may have a name that every object inherits. */
function slotOf({ inputs }: TemplateHandle, name: string): ParameterSpec | ArtifactSpec | undefined {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

function assertArguments(
  callee: TemplateHandle,
  values: Readonly<Record<string, unknown>>,
  caller: string,
): void {
  const fail = (what: string): never => {
    throw new WorkflowError('WORKFLOW_ARGUMENT', `${caller} ${what}`);
  };
  const names = Object.keys(callee.inputs);
  for (const [name, value] of Object.entries(values)) {
    const slot = slotOf(callee, name);
    if (slot === undefined) {
      const takes = names.length === 0 ? 'It has no inputs.' : `Its inputs are ${names.join(', ')}.`;
      fail(`passes "${name}" to "${callee.name}", which has no such input. ${takes}`);
    } else if (slot.kind === 'parameter' && isArtifactReference(value))
      fail(`passes an artifact to the parameter "${name}" of "${callee.name}".`);
    else if (slot.kind === 'artifact' && (typeof value !== 'object' || value === null))
      fail(`passes text to the artifact "${name}" of "${callee.name}".`);
  }
  for (const name of names) {
    const isGiven = Object.hasOwn(values, name) && values[name] !== undefined;
    if (!isGiven && isRequired(slotOf(callee, name)))
      fail(`does not pass "${name}", which "${callee.name}" requires.`);
  }
}

function isRequired(slot: ParameterSpec | ArtifactSpec | undefined): boolean {
  if (slot === undefined) return false;
  if (slot.kind === 'artifact') return slot.options.optional !== true && !hasArtifactLocation(slot.options);
  const { value, default: fallback, valueFrom } = slot.options;
  return value === undefined && fallback === undefined && valueFrom === undefined;
}
