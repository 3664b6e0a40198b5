import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { type Component, createGenerated } from '../component.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { data, plugin, resource } from './cluster-actions.ts';
import { container } from './container.ts';
import { containerSet } from './container-set.ts';
import { http } from './http.ts';
import { notebook, python } from './python.ts';
import { script } from './script.ts';

/** Creates components: from what `tiphys generate` wrote, or from the definition of a container, a script and so on. */
export interface Components {
  /** Creates a component from the description that `tiphys generate` wrote. */
  <TInputs, TResult>(descriptor: ComponentDescriptor): Component<TInputs, TResult>;
  readonly container: typeof container;
  readonly script: typeof script;
  readonly python: typeof python;
  readonly notebook: typeof notebook;
  readonly http: typeof http;
  readonly resource: typeof resource;
  readonly data: typeof data;
  readonly plugin: typeof plugin;
  readonly containerSet: typeof containerSet;
}

/**
 * Creates components that are not functions in TypeScript: `component.container`, `component.script` and so on.
 *
 * Generated modules call it with the description of a function.
 *
 * @example
 * ```ts
 * const count = component.container('count', {
 *   image: 'alpine:3.22',
 *   inputs: { text: input<string>() },
 *   outputs: { words: output<number>('/tmp/words', { schema: { type: 'number' } }) },
 *   command: ({ inputs, outputs }) => ['sh', '-c', 'printf %s "$1" | wc -w > "$2"', '--', inputs.text, outputs.words],
 * });
 * export default pipeline('words', { text: 'one two three' }, ({ text }) => ({ words: count({ text }).words }));
 * ```
 */
export const component: Components = Object.assign(
  <TInputs, TResult>(descriptor: ComponentDescriptor): Component<TInputs, TResult> =>
    withCallerLocation(component, () => createGenerated(descriptor)),
  { container, script, python, notebook, http, resource, data, plugin, containerSet },
);
