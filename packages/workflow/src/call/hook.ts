import type { Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { type CallRest, writeCallee } from './call-arguments.ts';

type LifecycleHook = Model<'LifecycleHook'>;

/** The options of a hook, apart from its arguments. */
export interface HookOptions {
  /** The Argo expression that says when it runs: `workflow.status == "Running"`. The hook `exit` needs none. */
  readonly expression?: string;
}

/** A template that runs when something happens to a task or a workflow. */
export interface Hook {
  readonly kind: 'hook';
  readonly callee: TemplateHandle;
  /** The fields in the manifest. */
  readonly fields: LifecycleHook;
}

/** Hooks by name; `exit` runs at the end. */
export type Hooks = { readonly [name: string]: Hook | LifecycleHook };

/**
 * Returns a hook of a task or a workflow that runs a template, with arguments that the compiler checks.
 *
 * @throws {@link WorkflowError} `WORKFLOW_ARGUMENT`
 * @see https://argo-workflows.readthedocs.io/en/latest/lifecyclehook/
 * @example
 * ```ts
 * const notify = container('notify', { inputs: { text: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.text],
 * }));
 * const main = dag('main', {}, (d) => {
 *   d.task('work', notify, { text: 'at work' }, {
 *     hooks: (work) => ({ exit: hook(notify, { text: `work has ${work.status}` }) }),
 *   });
 * });
 * const hello = workflow({
 *   metadata: { generateName: 'hello-' },
 *   spec: specFrom(main, { hooks: { exit: hook(notify, { text: `${reference('workflow.status')}` }) } }),
 * });
 * ```
 */
export function hook<TInputs extends Slots, TOutputs>(
  template: TemplateHandle<TInputs, TOutputs>,
  ...rest: CallRest<TInputs, HookOptions>
): Hook {
  const [values = {}, { expression } = {}] = rest;
  const callee: TemplateHandle = template;
  const fields: LifecycleHook = {
    ...writeCallee(callee, values as Readonly<Record<string, unknown>>, 'A hook'),
    ...(expression === undefined ? {} : { expression }),
  };
  return Object.freeze<Hook>({ kind: 'hook', callee, fields: Object.freeze(fields) });
}

/** Returns hooks in Argo's form, and the templates that they run. */
export function writeHooks(hooks: Hooks | undefined): {
  readonly hooks?: Readonly<Record<string, LifecycleHook>>;
  readonly calls: readonly TemplateHandle[];
} {
  if (hooks === undefined) return { calls: [] };
  const entries = Object.entries(hooks);
  const written = entries.map(([name, one]) => [name, isHook(one) ? one.fields : one] as const);
  return {
    hooks: Object.fromEntries(written),
    calls: entries.flatMap(([, one]) => (isHook(one) ? [one.callee] : [])),
  };
}

function isHook(value: Hook | LifecycleHook): value is Hook {
  return 'kind' in value && value.kind === 'hook';
}
