import { parseDuration, parseJson } from '@tiphys/go';
import type { Artifact, Parameter } from '@tiphys/models';

/** What a plugin says about a node. */
export interface PluginReply {
  /** Absent if the plugin did not take the template. */
  readonly node?: PluginNode;
  /** Milliseconds until the plugin wants to be called again; 0 for never. */
  readonly requeue: number;
}

/** The state of a node in the reply of a plugin. */
export interface PluginNode {
  readonly phase: string;
  readonly message?: string;
  readonly progress?: string;
  readonly result?: string;
  readonly exitCode?: string;
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/**
 * Reads the body of a reply to `template.execute`.
 *
 * @throws Error with Go's text if it is not such a reply
 * @see https://argo-workflows.readthedocs.io/en/latest/executor_swagger/
 */
export function readPluginReply(text: string): PluginReply {
  // Go's decoder reports an empty body this way.
  if (text.trim() === '') throw new Error('EOF');
  const body = objectAt(parseJson(text), 'executor.ExecuteTemplateReply');
  const requeue = readRequeue(body.requeue);
  if (body.node === undefined || body.node === null) return { requeue };
  return { node: readNode(objectAt(body.node, 'v1alpha1.NodeResult')), requeue };
}

function readRequeue(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'string')
    throw new Error(`json: cannot unmarshal ${kindOf(value)} into Go value of type string`);
  return Number(parseDuration(value) / NANOSECONDS_PER_MILLISECOND);
}

function readNode(node: Readonly<Record<string, unknown>>): PluginNode {
  const outputs = node.outputs ? objectAt(node.outputs, 'v1alpha1.Outputs') : {};
  return {
    phase: textOf(node.phase) ?? '',
    ...optional('message', textOf(node.message)),
    ...optional('progress', textOf(node.progress)),
    ...optional('result', textOf(outputs.result)),
    ...optional('exitCode', textOf(outputs.exitCode)),
    // The plugin answers for the shape of its outputs, as in a cluster.
    parameters: listOf<Parameter>(outputs.parameters),
    artifacts: listOf<Artifact>(outputs.artifacts),
  };
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } {
  // The computed name is of type K.
  return value === undefined || value === '' ? {} : ({ [name]: value } as { [P in K]: string });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}

function objectAt(value: unknown, type: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new Error(`json: cannot unmarshal ${kindOf(value)} into Go value of type ${type}`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
