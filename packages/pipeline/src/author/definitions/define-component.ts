import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { Definition } from '../../ir/component/definition.ts';
import { placeholderText } from '../../ir/component/placeholder.ts';
import type { ResolvedOptions } from '../../ir/settings/settings.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { type Component, callerOf, createComponent, type MoreMethods } from '../component.ts';
import { configure } from '../configure.ts';
import { isPlainObject, show } from '../options/option-check.ts';
import { assertName } from '../tracing/names.ts';
import type { ContainerComponent, DefinitionTexts } from './definition-types.ts';
import type { DefinedInputs } from './read-inputs.ts';

/** What a component is made from. */
export interface DefinedParts {
  readonly name: string;
  readonly description: string | undefined;
  readonly inputs: DefinedInputs;
  readonly output: ComponentDescriptor['output'];
  readonly outputs: Definition['outputs'];
  readonly body: Definition['body'];
  readonly settings: ResolvedOptions;
}

/**
 * Checks the arguments of `component.container` and the like.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`
 */
export function assertDefinition(kind: string, name: unknown, definition: unknown): void {
  if (typeof name === 'string' && isPlainObject(definition)) {
    assertName(name, 'the component');
    return;
  }
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `component.${kind} takes a name and an object, but got ${show(name)} and ${show(definition)}. Write component.${kind}('name', { ... }).`,
  );
}

/** Returns the texts that stand for the inputs and outputs of a definition. */
export function textsOf(
  { inputs }: DefinedInputs,
  outputs: Readonly<Record<string, unknown>>,
): DefinitionTexts<Readonly<Record<string, string>>, Readonly<Record<string, string>>> {
  const texts = (kind: 'input' | 'output', names: readonly string[]): Readonly<Record<string, string>> =>
    refuseUnknown(kind, Object.fromEntries(names.map((name) => [name, placeholderText({ kind, name })])));
  return {
    inputs: texts(
      'input',
      inputs.map(({ name }) => name),
    ),
    outputs: texts('output', Object.keys(outputs)),
  };
}

function refuseUnknown(
  kind: 'input' | 'output',
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return new Proxy(texts, {
    get(target, name) {
      if (typeof name === 'symbol' || Object.hasOwn(target, name))
        return Reflect.get(target, name) as unknown;
      throw new PipelineError(
        'PIPELINE_UNKNOWN_OPTION',
        `There is no ${kind} "${name}". The ${kind}s are ${Object.keys(target).join(', ') || 'none'}.`,
      );
    },
  });
}

/** Creates the component of a definition. */
export function defineComponent<TInputs, TResult>(
  parts: DefinedParts,
  methods?: MoreMethods,
): Component<TInputs, TResult> {
  const { name, description, inputs, output, outputs, body, settings } = parts;
  const descriptor: ComponentDescriptor = {
    name,
    ...(description === undefined ? {} : { description }),
    source: { module: '', file: '', export: name, line: 1 },
    style: 'object',
    inputs: inputs.inputs,
    output,
    definition: { defaults: inputs.defaults, outputs, body },
  };
  return createComponent(configure(descriptor, {}, settings), methods);
}

/** Creates the component of a definition that runs in a container. */
export function defineContainer<TInputs, TResult>(parts: DefinedParts): ContainerComponent<TInputs, TResult> {
  // The method is added at run time.
  return defineComponent(parts, daemonMethod) as ContainerComponent<TInputs, TResult>;
}

const ADDRESS: Definition['outputs'] = {
  kind: 'named',
  outputs: { ip: { place: 'address', path: '', form: 'text', schema: { type: 'string' } } },
};

function daemonMethod(configuration: ComponentConfiguration): object {
  const { descriptor } = configuration;
  const { definition } = descriptor;
  if (definition === undefined) throw new Error('unreachable: only definitions can be daemons');
  const schema = {
    type: 'object',
    properties: { ip: { type: 'string' } },
    required: ['ip'],
    additionalProperties: false,
  };
  const component: ComponentConfiguration = {
    ...configuration,
    descriptor: {
      ...descriptor,
      output: { route: 'value', schema, list: false },
      definition: { ...definition, outputs: ADDRESS, daemon: true },
    },
  };
  return { daemon: callerOf(component) };
}
