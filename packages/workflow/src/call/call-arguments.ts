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

/** The kind keeps references to text out, which have a path too. */
type GivenArtifact = ArtifactOptions & { readonly kind?: never };

/** What may be given for an input; `parameter(...)` where it is more than a value: `parameter({ valueFrom: ... })`. */
type ArgumentFor<TSlot> =
  TSlot extends ParameterSpec<infer Value>
    ? Value | Reference | ParameterSpec
    : ArtifactReference | ArtifactSpec | GivenArtifact;

type IsOptional<TSlot> = TSlot extends ParameterSpec<infer _Value, true> | ArtifactSpec<true> ? true : false;

/** The inputs of a template that a task has to give. */
export type RequiredNames<TInputs> = {
  [Name in keyof TInputs]: IsOptional<TInputs[Name]> extends true ? never : Name;
}[keyof TInputs];

/** The arguments that a template takes: its inputs by name, those with a default optional. */
export type ArgumentsOf<TInputs> = {
  readonly [Name in RequiredNames<TInputs>]: ArgumentFor<TInputs[Name]>;
} & {
  readonly [Name in Exclude<keyof TInputs, RequiredNames<TInputs>>]?: ArgumentFor<TInputs[Name]> | undefined;
};

/** The end of a call's parameters: the arguments may be left out where none is required. */
export type CallRest<TInputs, TOptions> = [RequiredNames<TInputs>] extends [never]
  ? [values?: ArgumentsOf<TInputs>, options?: TOptions]
  : [values: ArgumentsOf<TInputs>, options?: TOptions];

/**
 * Returns the arguments of a call as Argo has them.
 *
 * @throws {@link WorkflowError} `WORKFLOW_ARGUMENT` when one is missing, unknown or of the wrong sort, which the types forbid too
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

/** The fields with which a task, a step or a hook calls a template. */
export interface CalleeFields {
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  readonly arguments?: Arguments;
}

/**
 * Returns how a template is called, as Argo has it.
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
  return artifact(value as ArtifactOptions); // the types let nothing else through
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

/** A template may be called with a name that every object has. */
function slotOf({ inputs }: TemplateHandle, name: string): ParameterSpec | ArtifactSpec | undefined {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

function assertArguments(
  callee: TemplateHandle,
  values: Readonly<Record<string, unknown>>,
  caller: string,
): void {
  const fail = (what: string): never => {
    throw new WorkflowError('WORKFLOW_ARGUMENT', { message: `${caller} ${what}` });
  };
  const names = Object.keys(callee.inputs);
  for (const [name, value] of Object.entries(values)) {
    const slot = slotOf(callee, name);
    if (slot === undefined) {
      const takes = names.length === 0 ? 'It takes none.' : `It takes: ${names.join(', ')}.`;
      fail(`gives "${name}" to "${callee.name}", which has no such input. ${takes}`);
    } else if (slot.kind === 'parameter' && isArtifactReference(value))
      fail(`gives an artifact to the parameter "${name}" of "${callee.name}".`);
    else if (slot.kind === 'artifact' && (typeof value !== 'object' || value === null))
      fail(`gives text to the artifact "${name}" of "${callee.name}".`);
  }
  for (const name of names) {
    const isGiven = Object.hasOwn(values, name) && values[name] !== undefined;
    if (!isGiven && isRequired(slotOf(callee, name)))
      fail(`does not give "${name}", which "${callee.name}" needs.`);
  }
}

function isRequired(slot: ParameterSpec | ArtifactSpec | undefined): boolean {
  if (slot === undefined) return false;
  if (slot.kind === 'artifact') return slot.options.optional !== true && !hasArtifactLocation(slot.options);
  const { value, default: fallback, valueFrom } = slot.options;
  return value === undefined && fallback === undefined && valueFrom === undefined;
}
