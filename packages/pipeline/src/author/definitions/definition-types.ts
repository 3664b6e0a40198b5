import type { InputDeclarations, InputsOfDeclarations } from '../../ir/component/input-declaration.ts';
import type { ComponentOptions, Settings, TaskOptions } from '../../ir/settings/settings.ts';
import type { Output } from '../../ir/surface/output.ts';
import type { ArgumentsFor, Flat } from '../../ir/surface/wire.ts';
import type { CallArguments } from '../calls/call-arguments.ts';
import type { Component } from '../component.ts';
import type { OutputSlot } from './output-slot.ts';

/** Declarations of outputs by name. */
export type OutputSlots = Readonly<Record<string, OutputSlot<unknown>>>;

/** No declarations. */
export type None = Readonly<Record<never, never>>;

/** The result that declarations of outputs describe. */
export type SlotResult<TOutputs> = keyof TOutputs extends never
  ? // biome-ignore lint/suspicious/noConfusingVoidType: the result of a task without outputs
    void
  : Flat<{ [K in keyof TOutputs]: TOutputs[K] extends OutputSlot<infer T> ? T : never }>;

/** A text that stands for an input or an output, and is replaced when the task starts. It is data: no shell and no tag of Argo sees it. */
export type PlaceholderText = string;

/** The inputs and outputs of a definition, to be used in its texts. */
export interface DefinitionTexts<TInputs, TOutputs> {
  /** The value of an input: strings as they are, everything else as JSON; for a file, its path. */
  readonly inputs: { readonly [K in keyof TInputs]: PlaceholderText };
  /** The paths of the outputs. */
  readonly outputs: { readonly [K in keyof TOutputs]: PlaceholderText };
}

/** The common fields of definitions that run in a pod, with the settings of their tasks. */
export interface PodDefinition<TInputs, TOutputs> extends Omit<Settings, 'code' | 'external'> {
  readonly image: string;
  readonly description?: string;
  /** A default value, `input<T>()`, `oneOf([...])` or `inputFile()` for each. */
  readonly inputs?: TInputs;
  /** `output<T>(path)`, `outputFile(path)` or `stdout<T>()` for each. */
  readonly outputs?: TOutputs;
}

/** A running daemon. Tasks can wait until it is ready. */
export interface Daemon {
  readonly kind: 'daemon';
  /** Its IP address in the cluster. */
  readonly ip: Output<string>;
}

/** A component that runs in a container, and can also run beside other tasks. */
export interface ContainerComponent<TInputs, TResult> extends Component<TInputs, TResult> {
  /**
   * Starts it as a daemon: the tasks after it start as soon as it is ready, and it ends with the body around it.
   *
   * @throws PipelineError as the call of a component does
   */
  daemon(...call: CallArguments<ArgumentsFor<Flat<TInputs>>, TaskOptions>): Daemon;
  with(options: ComponentOptions): ContainerComponent<TInputs, TResult>;
}

/** The component that a definition with these declarations makes. */
export type DefinedComponent<TInputs extends InputDeclarations, TOutputs> = ContainerComponent<
  InputsOfDeclarations<TInputs>,
  SlotResult<TOutputs>
>;
