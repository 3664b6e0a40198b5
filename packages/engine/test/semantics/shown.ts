import { expect } from 'vitest';
import { whyStuck } from '../../src/driver/loop/why-stuck.ts';
import type { ParameterFields } from '../../src/manifest/fields.ts';
import { workflowObject } from '../../src/semantics/status/workflow-status.ts';
import type { RunNode } from '../../src/state/node/run-node.ts';
import { childrenOf, nodeNamed } from '../../src/state/tree/find-node.ts';
import { type Play, type Played, play } from './play.ts';

type Texts = Readonly<Record<string, string | undefined>>;

/** The expected results of a play. Missing fields are not checked. */
export interface Wanted {
  readonly phase?: string;
  /** Message of the workflow; ids of nodes are written as `<name>`. */
  readonly message?: string;
  /** Every node with type, phase and message: `Pod Failed: main: Error (exit code 1)`. */
  readonly nodes?: Texts;
  /** Every node with its phase. */
  readonly phases?: Texts;
  /** Names of the nodes whose pods were started, in order, with `@5` for a start 5 seconds after the workflow. */
  readonly started?: readonly string[];
  /** Arguments of the containers of some pods, joined. */
  readonly said?: Texts;
  /** Messages of some nodes. */
  readonly messages?: Texts;
  /** Children of some nodes. */
  readonly children?: Readonly<Record<string, readonly string[]>>;
  /** Children of some nodes; those that do not exist by their ids. */
  readonly edges?: Readonly<Record<string, readonly string[]>>;
  /** Flags of some nodes. */
  readonly flags?: Readonly<Record<string, readonly string[]>>;
  /** Outbound nodes of some nodes. */
  readonly outbound?: Readonly<Record<string, readonly string[]>>;
  /** Outputs of some nodes: parameters as `name=value`, artifacts by name, `result`. */
  readonly outputs?: Readonly<Record<string, readonly string[]>>;
  /** Input parameters of some nodes as `name=value`. */
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  /** Global outputs of the workflow. */
  readonly global?: readonly string[];
  /** The message of a run that waits forever. */
  readonly stuck?: string;
}

/** A workflow, and its expected end. */
export interface Case {
  readonly title: string;
  readonly given: Play;
  readonly want: Wanted;
}

/** Plays a workflow and compares the result with the expected one. */
export function expectPlay({ given, want }: Omit<Case, 'title'>): void {
  expect(shown(play(given), want)).toEqual(want);
}

/** Returns the results that a test checks. */
export function shown(played: Played, want: Wanted): Wanted {
  const { run, pods } = played;
  const nodes = Object.values(run.nodes);
  const all = (text: (node: RunNode) => string): Texts =>
    Object.fromEntries(nodes.map((node) => [node.fields.name, text(node)]));
  const some = <T>(names: Readonly<Record<string, unknown>>, of: (node: RunNode) => T): Record<string, T> =>
    Object.fromEntries(
      Object.keys(names).flatMap((name) => {
        const node = nodeNamed(run, name);
        return node ? [[name, of(node)]] : [];
      }),
    );
  const seen: { [K in keyof Wanted]-?: (wanted: Wanted[K] & object) => unknown } = {
    phase: () => run.phase,
    message: () => withNames(run.message, nodes),
    nodes: () => all(({ fields }) => describe(fields, nodes)),
    phases: () => all(({ fields }) => fields.phase),
    started: (names) =>
      pods.map(({ at, request }) => (isTimed(names) ? `${request.nodeName}@${at}` : request.nodeName)),
    said: (names) => pickSaid(played, names),
    messages: (names) => some(names, ({ fields }) => withNames(fields.message ?? '', nodes)),
    children: (names) => some(names, (node) => childrenOf(run, node).map(({ fields }) => fields.name)),
    edges: (names) =>
      some(names, ({ fields }) => (fields.children ?? []).map((id) => run.nodes[id]?.fields.name ?? id)),
    flags: (names) => some(names, ({ fields }) => Object.keys(fields.nodeFlag ?? {})),
    outbound: (names) =>
      some(names, ({ fields }) => (fields.outboundNodes ?? []).map((id) => run.nodes[id]?.fields.name ?? id)),
    outputs: (names) =>
      some(names, ({ fields: { outputs } }) => [
        ...parameterTexts(outputs?.parameters),
        ...(outputs?.artifacts ?? []).map(({ name }) => name),
        ...(outputs?.result === undefined ? [] : [`result=${outputs.result}`]),
      ]),
    inputs: (names) => some(names, ({ fields: { inputs } }) => parameterTexts(inputs?.parameters)),
    global: () => [
      ...parameterTexts(run.outputs.parameters),
      ...run.outputs.artifacts.map(({ name }) => name),
    ],
    stuck: () => (run.finishedAt === undefined ? whyStuck(run) : undefined),
  };
  // The final status must also be writable as JSON.
  workflowObject(run);
  const fields = Object.keys(want) as (keyof Wanted)[];
  return Object.fromEntries(fields.map((field) => [field, seen[field](want[field] as never)]));
}

function pickSaid({ pods }: Played, names: Texts): Texts {
  const said = pods.map(({ request }) => {
    const body = request.template.container ?? request.template.script;
    return [request.nodeName, (body?.args ?? []).join(' ')] as const;
  });
  return Object.fromEntries(said.filter(([name]) => name in names));
}

function isTimed(names: unknown): boolean {
  return Array.isArray(names) && names.some((name) => String(name).includes('@'));
}

function describe({ type, phase, message }: RunNode['fields'], nodes: readonly RunNode[]): string {
  return message ? `${type} ${phase}: ${withNames(message, nodes)}` : `${type} ${phase}`;
}

function withNames(message: string, nodes: readonly RunNode[]): string {
  return message.replaceAll(/\bwf-\d+\b/g, (id) => {
    const node = nodes.find(({ fields }) => fields.id === id);
    return node ? `<${node.fields.name}>` : id;
  });
}

function parameterTexts(parameters: readonly ParameterFields[] | undefined): string[] {
  return (parameters ?? []).map(({ name, value }) => `${name}=${value}`);
}
