import type { Workflow } from '@tiphys/models';
import { readYaml } from '@tiphys/yaml';
import type { Executor, PodRequest, WorkKind } from '../../src/contract/executor.ts';
import type { ObjectFields, TemplateFields } from '../../src/manifest/fields.ts';
import { prepareRun } from '../../src/prepare/prepare-run.ts';
import { decide } from '../../src/semantics/decide.ts';
import type { Command } from '../../src/state/command.ts';
import { nodeId } from '../../src/state/node/node-id.ts';
import type { RunEvent, ShutdownStrategy } from '../../src/state/run-event.ts';
import type { RunState } from '../../src/state/run-state.ts';
import { findNode } from '../../src/state/tree/find-node.ts';
import { endOfPod, type PodEnd } from './fake-pod.ts';
import { type LockAnswer, PlayLocks } from './play-locks.ts';

/** A workflow named `wf`, and its events. Times are in seconds from the start. */
export interface Play {
  /** Fields of the template `main`, the entrypoint, in YAML. */
  readonly main?: string;
  /** More fields of the spec, in YAML. */
  readonly spec?: string;
  /** More templates, a YAML list; `leaf`, `fail`, `say` and `make` are always there. */
  readonly templates?: string;
  /** The kinds of work that the executor does. @default pods only */
  readonly works?: readonly WorkKind[];
  /** Metadata of the workflow, in YAML. */
  readonly metadata?: string;
  /** Objects given with the workflow, as YAML documents. */
  readonly objects?: string;
  /** Values given for parameters of the workflow. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether the workflow has only these fields: no extra templates and no entrypoint. */
  readonly bare?: boolean;
  /** Results of pods that differ from those of their commands, by node name. */
  readonly pods?: Readonly<Record<string, PodEnd>>;
  /** When the workflow is stopped, and how. */
  readonly shutdown?: { readonly at: number; readonly strategy: ShutdownStrategy };
  /** Other events that come from outside. Nodes are given by name. */
  readonly events?: readonly RunEvent[];
}

/** A pod that was started. */
export interface StartedPod {
  readonly at: number;
  readonly request: PodRequest;
}

/** How a play ended. */
export interface Played {
  readonly run: RunState;
  readonly pods: readonly StartedPod[];
  readonly memos: readonly (Command & { readonly kind: 'saveMemo' })[];
  readonly stopped: readonly string[];
}

const standardTemplates = `
- {name: leaf, container: {image: busybox, command: ['true']}}
- {name: fail, container: {image: busybox, command: ['false']}}
- name: say
  inputs: {parameters: [{name: m}]}
  container: {image: busybox, command: [echo], args: ['{{inputs.parameters.m}}']}
- name: make
  inputs: {parameters: [{name: m, default: made}]}
  outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
  container: {image: busybox, command: [echo], args: ['{{inputs.parameters.m}}']}
`;

const executor: Executor = {
  start: () => {
    throw new Error('a play starts no pods');
  },
  findUnsupported: () => undefined,
};

/** Plays a workflow to its end, or until nothing more can happen. No process runs and no time passes. */
export function play(given: Play): Played {
  const run = prepareRun(workflowOf(given), {
    executor: given.works === undefined ? executor : { ...executor, works: given.works },
    objects: given.objects === undefined ? [] : readYaml(given.objects).documents.map(({ value }) => value),
    parameters: given.parameters ?? {},
    clock: { now: () => 0, callAt: () => () => undefined },
    random: () => 0,
  });
  const stage = new Stage(run, given);
  return stage.finish();
}

function workflowOf({ main, spec, templates, metadata, bare }: Play): Workflow {
  const own = [{ name: 'main', ...read<TemplateFields>(main) }, ...read<TemplateFields[]>(templates ?? '[]')];
  const names = own.map(({ name }) => name);
  const standard = read<TemplateFields[]>(standardTemplates).filter(({ name }) => !names.includes(name));
  const fields: ObjectFields = {
    kind: 'Workflow',
    metadata: { name: 'wf', uid: 'uid-1', ...read<ObjectFields['metadata']>(metadata) },
    spec: {
      ...(!bare && { entrypoint: 'main', templates: [...own, ...standard] }),
      ...read<ObjectFields['spec']>(spec),
    },
  };
  // The engine's type of a workflow is more lenient than the models.
  return fields as unknown as Workflow;
}

function read<T>(yaml = '{}'): T {
  const document = readYaml(yaml).documents[0];
  if (document?.value === undefined) throw new Error(`a play has YAML that cannot be read: ${yaml}`);
  return document.value as T;
}

/** The environment of a run: a queue of events in order of time. */
class Stage {
  #run: RunState;
  readonly #given: Play;
  readonly #queue: RunEvent[] = [];
  readonly #pods: StartedPod[] = [];
  readonly #memos: Played['memos'][number][] = [];
  readonly #stopped: string[] = [];
  readonly #locks = new PlayLocks();

  constructor(run: RunState, given: Play) {
    this.#run = run;
    this.#given = given;
  }

  finish(): Played {
    const { shutdown } = this.#given;
    this.#add({ kind: 'start', at: 0 });
    for (const event of this.#given.events ?? []) this.#add(inPlay(event));
    if (shutdown) this.#add({ kind: 'shutdown', at: shutdown.at * 1000, strategy: shutdown.strategy });
    for (let event = this.#queue.shift(); event; event = this.#queue.shift()) {
      // The state is plain JSON: a stored one goes on in the same way.
      this.#run = JSON.parse(JSON.stringify(this.#run)) as RunState;
      const { commands } = decide(this.#run, event);
      for (const command of commands) this.#do(command);
    }
    return { run: this.#run, pods: this.#pods, memos: this.#memos, stopped: this.#stopped };
  }

  #add(event: RunEvent): void {
    const index = this.#queue.findIndex(({ at }) => at > event.at);
    this.#queue.splice(index < 0 ? this.#queue.length : index, 0, event);
  }

  #do(command: Command): void {
    const { now } = this.#run;
    switch (command.kind) {
      case 'start':
        this.#start(command.request);
        break;
      case 'stop':
        this.#stopped.push(this.#nameOf(command.nodeId));
        this.#stop(command.nodeId);
        break;
      case 'wakeAt':
        this.#add({ kind: 'timer', at: Math.max(now, command.at) });
        break;
      case 'readMemo':
        this.#add({ kind: 'memoRead', at: now, nodeId: command.nodeId });
        break;
      case 'acquire':
        this.#tell(this.#locks.acquire(command.nodeId, command.locks));
        break;
      case 'release':
        this.#tell(this.#locks.release(command.nodeId));
        break;
      case 'saveMemo':
        this.#memos.push(command);
        break;
      default:
        command satisfies never;
    }
  }

  #tell(answers: readonly LockAnswer[]): void {
    for (const { nodeId, ...answer } of answers)
      this.#add({
        kind: 'lockChanged',
        at: this.#run.now,
        ...answer,
        ...(nodeId !== undefined && { nodeId }),
      });
  }

  #start(request: PodRequest): void {
    const { now } = this.#run;
    const { nodeId } = request;
    this.#pods.push({ at: now / 1000, request });
    const { takes, result } = endOfPod(request, this.#given.pods?.[request.nodeName]);
    this.#add({ kind: 'podStarted', at: now, nodeId });
    if (request.template.daemon && result.phase === 'Succeeded') {
      this.#add({ kind: 'podReady', at: now, nodeId, podIP: '10.0.0.1' });
      return;
    }
    const deadline = request.deadline ?? Number.POSITIVE_INFINITY;
    if (now + takes * 1000 <= deadline)
      this.#add({ kind: 'podFinished', at: now + takes * 1000, nodeId, result });
    else this.#add({ kind: 'podFinished', at: deadline, nodeId, result: pastDeadline });
  }

  #stop(nodeId: string): void {
    const index = this.#queue.findIndex((event) => event.kind === 'podFinished' && event.nodeId === nodeId);
    if (index < 0) return;
    this.#queue.splice(index, 1);
    const given = this.#given.pods?.[this.#nameOf(nodeId)];
    const result = given?.whenStopped ?? { ...pastDeadline, message: 'main: Error (exit code 143)' };
    this.#add({ kind: 'podFinished', at: this.#run.now, nodeId, result });
  }

  #nameOf(nodeId: string): string {
    return findNode(this.#run, nodeId)?.fields.name ?? nodeId;
  }
}

/** Returns an event with its time in milliseconds and the id of its node. */
function inPlay(event: RunEvent): RunEvent {
  const at = event.at * 1000;
  if (!('nodeId' in event) || event.nodeId === undefined) return { ...event, at };
  return { ...event, at, nodeId: nodeId('wf', event.nodeId) };
}

const pastDeadline = {
  phase: 'Failed',
  message: 'Pod was active on the node longer than the specified deadline',
  exitCode: '143',
  parameters: [],
  artifacts: [],
} as const;
