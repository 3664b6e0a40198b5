import type { Template } from '@tiphys/models';
import { type Clock, systemClock } from '../../contract/clock.ts';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError } from '../../contract/error-text.ts';
import type { Executor, PodNotice, PodRequest, PodResult } from '../../contract/executor.ts';
import { defaultLimits, LimitError, type Limits } from '../../contract/limits.ts';
import { startCall } from '../start-call.ts';
import { waitFor } from '../wait-for.ts';
import { callPlugin, type PluginAddress } from './call-plugin.ts';
import type { PluginNode } from './plugin-reply.ts';

/** Options of {@link createPluginExecutor}. */
export interface PluginExecutorOptions {
  /** Addresses of plugins by the name that templates use. @default none */
  readonly plugins?: Readonly<Record<string, PluginAddress>>;
  /** Limits of the run, of which `parameterBytes` is that of a reply. @default the default limits */
  readonly limits?: Limits;
  /** Measures the time until a plugin is called again. @default the system clock */
  readonly clock?: Clock;
}

/**
 * Creates an executor that passes `plugin` templates to plugins that run on this machine, as Argo's agent does.
 * See docs/semantics/pods.md#plugin.
 */
export function createPluginExecutor(options: PluginExecutorOptions = {}): Executor {
  const { clock = systemClock } = options;
  return {
    start: (request, report = () => {}) =>
      startCall(request, clock, (signal) => runPlugin({ request, report, signal, clock, options })),
    findUnsupported: (template) => {
      try {
        findAddress(template, options);
        return undefined;
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        return { code: error.code, message: error.message };
      }
    },
  };
}

interface PluginRun {
  readonly request: PodRequest;
  readonly report: (notice: PodNotice) => void;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly options: PluginExecutorOptions;
}

interface NamedPlugin {
  readonly name: string;
  readonly address: PluginAddress;
}

function findAddress(template: Template, { plugins = {} }: PluginExecutorOptions): NamedPlugin {
  const label = template.name === undefined ? 'An inline template' : `Template "${template.name}"`;
  const names = Object.keys(template.plugin ?? {});
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new EngineError(
      'ENGINE_PLUGIN_ADDRESS',
      `${label} must name one plugin, but it names ${names.length}. Write plugin: {NAME: {...}}.`,
    );
  }
  if (!Object.hasOwn(plugins, name)) {
    throw new EngineError(
      'ENGINE_PLUGIN_ADDRESS',
      `${label} uses the plugin "${name}", whose address is not known. Start the plugin and add --plugin ${name}=http://127.0.0.1:PORT.`,
    );
  }
  // The name is a key of its own.
  return { name, address: plugins[name] as PluginAddress };
}

const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Error']);

/** Calls the plugin until the node has ended. */
async function runPlugin(run: PluginRun): Promise<PodResult> {
  const { request, options, signal, clock } = run;
  const { name, address } = findAddress(request.template, options);
  const maximumBytes = (options.limits ?? defaultLimits).parameterBytes;
  const body = JSON.stringify(argumentsOf(request));
  for (;;) {
    let reply: Awaited<ReturnType<typeof callPlugin>>;
    try {
      reply = await callPlugin({ address, body, signal, clock, maximumBytes });
    } catch (error) {
      if (error instanceof EngineError || error instanceof LimitError) throw error;
      return failed(describeError(error));
    }
    const { node, requeue } = reply;
    if (node === undefined) return failed('no plugin executed the template');
    if (ENDED.has(node.phase)) return resultOf(node);
    const problem = findNodeProblem(node, name, requeue);
    if (problem !== undefined) throw new Error(problem);
    if (node.phase === 'Running') run.report({ kind: 'running' });
    if (node.progress !== undefined) run.report({ kind: 'progress', progress: node.progress });
    await waitFor(requeue, clock, signal);
  }
}

/** Returns why a node that has not ended never will. */
function findNodeProblem({ phase }: PluginNode, name: string, requeue: number): string | undefined {
  if (!['', 'Pending', 'Running'].includes(phase))
    return `the plugin "${name}" answered with phase "${phase}"; local runs know Pending, Running, Succeeded, Failed and Error`;
  if (requeue > 0) return undefined;
  return `the plugin "${name}" answered with phase "${phase}" and without requeue, so that Argo would wait forever; it must set requeue or end the node`;
}

/** The arguments of `template.execute`. Argo always writes the four fields of a template that are not optional in its Go type. */
function argumentsOf({
  template,
  workflowName,
  namespace = 'default',
  workflowUid = '',
}: PodRequest): object {
  return {
    workflow: { metadata: { name: workflowName, namespace, uid: workflowUid } },
    template: { inputs: {}, outputs: {}, metadata: {}, ...template },
  };
}

function resultOf({ phase, progress: _, ...node }: PluginNode): PodResult {
  // The caller has checked the phase.
  return { ...node, phase: phase as PodResult['phase'] };
}

function failed(message: string): PodResult {
  return { phase: 'Failed', message, parameters: [], artifacts: [] };
}
