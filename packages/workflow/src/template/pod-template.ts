import type { TemplateType } from '@tiphys/models/facts';
import { type Authored, printReferences } from '../reference/authored.ts';
import type { Exact } from '../reference/exact.ts';
import { parameter } from '../reference/parameter.ts';
import type { Reference } from '../reference/reference.ts';
import { assertInputs, assertNoCalls, assertNoItem, referencesIn } from '../reference/references-in.ts';
import { referInPod, writeSlots } from '../reference/slots.ts';
import type {
  NoSlots,
  OutputsOf,
  PodInputsOf,
  PodOutputsOf,
  Slots,
  TemplateHandle,
} from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';

type Container = Model<'Container'>;
type ScriptTemplate = Model<'ScriptTemplate'>;
type Template = Model<'Template'>;

/** The fields of any template apart from its body: `retryStrategy`, `metadata`, `volumes`, ... */
export type TemplateSettings = Authored<Omit<Template, 'name' | 'inputs' | 'outputs' | TemplateType>>;

/** The inputs and outputs of a template, as its body sees them. */
export interface PodScope<TInputs, TOutputs> {
  readonly inputs: PodInputsOf<TInputs>;
  readonly outputs: PodOutputsOf<TOutputs>;
}

/** The options of a template, apart from its body. */
export type TemplateOptions<TInputs extends Slots, TOutputs extends Slots> = TemplateSettings & {
  readonly inputs?: TInputs;
  readonly outputs?: TOutputs;
};

/** The outputs of a pod: those declared, and its standard output. */
export type PodOutputs<TOutputs> = OutputsOf<TOutputs> &
  ('result' extends keyof TOutputs ? unknown : { readonly result: Reference });

type PodField = Exclude<TemplateType, 'dag' | 'steps'>;

/** Exactly one body, as in the models, and further fields that need the inputs, such as `memoize`. */
export type PodBody = TemplateSettings &
  {
    readonly [Field in PodField]: {
      readonly [Own in Field]: Authored<NonNullable<Template[Own]>>;
    } & { readonly [Other in Exclude<PodField, Field>]?: undefined };
  }[PodField];

/**
 * Returns a template with any body that is not a dag or steps: `suspend`, `http`, `resource`, `data`, `plugin`,
 * `containerSet`, ... Fields that need the inputs go next to the body, even of a container: `{ memoize: { key:
 * inputs.x, ... }, container: ... }`.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#template
 * @example
 * ```ts
 * const wait = template('wait', { inputs: { seconds: parameter() } }, ({ inputs }) => ({
 *   suspend: { duration: inputs.seconds },
 * }));
 * ```
 */
export function template<
  TInputs extends Slots = NoSlots,
  TOutputs extends Slots = NoSlots,
  TBody extends PodBody = PodBody,
>(
  name: string,
  options: TemplateOptions<TInputs, TOutputs>,
  body: (scope: PodScope<TInputs, TOutputs>) => TBody & Exact<TBody, Template>,
): TemplateHandle<TInputs, PodOutputs<TOutputs>> {
  return createPodTemplate(name, options, body);
}

/**
 * Returns a template that runs a container.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#container
 * @example
 * ```ts
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo'],
 *   args: ['hello', inputs.who],
 * }));
 * ```
 */
export function container<
  TInputs extends Slots = NoSlots,
  TOutputs extends Slots = NoSlots,
  TBody extends Authored<Container> = Authored<Container>,
>(
  name: string,
  options: TemplateOptions<TInputs, TOutputs>,
  body: (scope: PodScope<TInputs, TOutputs>) => TBody & Exact<TBody, Container>,
): TemplateHandle<TInputs, PodOutputs<TOutputs>> {
  return createPodTemplate(name, options, (scope) => ({ container: body(scope) }));
}

/**
 * Returns a template that runs a script in a container.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#scripttemplate
 * @example
 * ```ts
 * const square = script('square', { inputs: { x: parameter() } }, ({ inputs }) => ({
 *   image: 'python:3.13-slim',
 *   command: ['python3'],
 *   source: `print(int('${inputs.x}') ** 2)`,
 * }));
 * ```
 */
export function script<
  TInputs extends Slots = NoSlots,
  TOutputs extends Slots = NoSlots,
  TBody extends Authored<ScriptTemplate> = Authored<ScriptTemplate>,
>(
  name: string,
  options: TemplateOptions<TInputs, TOutputs>,
  body: (scope: PodScope<TInputs, TOutputs>) => TBody & Exact<TBody, ScriptTemplate>,
): TemplateHandle<TInputs, PodOutputs<TOutputs>> {
  return createPodTemplate(name, options, (scope) => ({ script: body(scope) }));
}

function createPodTemplate<TInputs extends Slots, TOutputs extends Slots>(
  name: string,
  options: TemplateOptions<TInputs, TOutputs>,
  body: (scope: PodScope<TInputs, TOutputs>) => PodBody,
): TemplateHandle<TInputs, PodOutputs<TOutputs>> {
  const { inputs: givenInputs, outputs: givenOutputs, ...settings } = options;
  const inputs: Slots = givenInputs ?? {};
  const outputs: Slots = givenOutputs ?? {};
  const scope = { inputs: referInPod(inputs, 'inputs'), outputs: referInPod(outputs, 'outputs') };
  const written = {
    name,
    inputs: writeSlots(inputs),
    outputs: writeSlots(outputs),
    ...settings,
    // The references were built from the same slots as the types.
    ...body(scope as PodScope<TInputs, TOutputs>),
  };
  const template = printReferences<Template>(written as Authored<Template>);
  assertReferences(template, inputs);
  return Object.freeze({
    kind: 'template',
    name,
    inputs: inputs as TInputs,
    outputs: Object.freeze({ result: parameter(), ...outputs }),
    template,
    calls: [],
  });
}

function assertReferences(template: Template, inputs: Slots): void {
  const used = referencesIn(template);
  const user = `The template "${template.name}"`;
  assertInputs(used, inputs, user);
  assertNoItem(used, user);
  assertNoCalls(new Set([...used.tasks, ...used.steps]), user);
}
