import type { Model } from '../target-models.ts';
import { type Authored, printReferences } from './authored.ts';
import { type GivenOutputs, type OutputsFrom, slotsOf, writeOutputs } from './body-outputs.ts';
import type { TemplateSettings } from './pod-template.ts';
import { writeSlots } from './slots.ts';
import type { Slots, TemplateHandle } from './template-handle.ts';

type Template = Model<'Template'>;

/** What is said of a dag or steps before the body. */
export type BodyOptions<TInputs extends Slots> = Omit<
  TemplateSettings,
  'timeout' | 'activeDeadlineSeconds'
> & { readonly inputs?: TInputs };

/** What a body has come to. */
export interface WrittenBody {
  readonly name: string;
  readonly inputs: Slots;
  readonly settings: object;
  readonly body: Pick<Template, 'dag' | 'steps'>;
  readonly given: GivenOutputs;
  readonly calls: readonly TemplateHandle[];
}

/** Gives the template of a dag or steps. */
export function createBodyTemplate<TInputs extends Slots, TGiven>(
  written: WrittenBody,
): TemplateHandle<TInputs, OutputsFrom<TGiven>> {
  const { name, inputs, settings, body, given, calls } = written;
  const fields = { name, inputs: writeSlots(inputs), ...settings, ...body, outputs: writeOutputs(given) };
  return Object.freeze({
    kind: 'template',
    name,
    inputs: inputs as TInputs,
    outputs: slotsOf(given),
    template: printReferences<Template>(fields as Authored<Template>),
    calls: Object.freeze([...new Set(calls)]),
  });
}
