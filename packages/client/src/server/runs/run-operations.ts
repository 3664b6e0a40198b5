import type { Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import {
  type CallOptions,
  type Runs,
  RunsError,
  readAnswers,
  resumeWithAnswers,
  type SetNodeOptions,
} from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { isAboutSuspended } from '../../runs/is-about-suspended.ts';
import { refuseEnded } from '../../runs/refuse-ended.ts';
import { valuesOf } from '../../runs/values-of.ts';
import { readObject } from '../objects/read-object.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { explainRefusal } from './explain-refusal.ts';
import { onRun, readRun, resolveName } from './find-run.ts';
import { runPath } from './run-path.ts';
import { parameterTexts } from './submission.ts';

type Operations = Pick<Runs, 'stop' | 'terminate' | 'suspend' | 'resume' | 'retry' | 'resubmit' | 'setNode'>;

/** The item of a loop in a selector. */
const NAMES_ITEM = /\(\d+:/;

/** What Argo says if an output of a suspended node got its value since the node was read. */
const ALREADY_SET = /cannot set output parameter '.*' because it .* was already set/;

/** A change of a run. */
interface Change {
  readonly verb: string;
  /** The fields of the request. @default none */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Makes the same change here, for the error if the server refuses it. @default the error of the server is passed on */
  readonly compute?: (workflow: Workflow) => Workflow;
}

/** Returns the operations on runs, which the server computes. */
export function createServerOperations(where: ServerRunsPlace): Operations {
  const { namespace, transport, instanceId } = where;

  const change = async (
    word: string,
    { verb, options, compute }: Change,
    call: CallOptions,
  ): Promise<Workflow> => {
    const name = await resolveName(where, word, call);
    // The server would change the workflow of another controller, too.
    const isShown = NAMES_ITEM.test(String(options?.nodeFieldSelector ?? ''));
    const run = instanceId !== undefined || isShown ? await readRun(where, name, call) : undefined;
    // The server knows only the names that it stores, not those that trees show.
    const stored = run !== undefined &&
      isShown && { nodeFieldSelector: operations.storedSelector(run, String(options?.nodeFieldSelector)) };
    const request = {
      method: 'PUT',
      path: runPath(where, name, [verb]),
      body: { name, namespace, ...options, ...stored },
    } as const;
    const send = async (): Promise<Workflow> =>
      readObject(await onRun(where, name, () => transport.json(request, call), call), 'Workflow');
    if (compute === undefined) return send();
    return explainRefusal(send, async () => compute(await readRun(where, name, call)));
  };

  const settingOf = ({ nodeFieldSelector, phase, message, parameters }: SetNodeOptions): Change => ({
    verb: 'set',
    options: {
      nodeFieldSelector,
      ...(parameters !== undefined && { outputParameters: JSON.stringify(parameters) }),
      message,
      phase,
    },
  });
  const answer: Operations['setNode'] = async (name, options) => {
    try {
      return await change(name, settingOf(options), { signal: options.signal });
    } catch (error) {
      if (!(error instanceof ClientError) || !ALREADY_SET.test(error.serverMessage ?? '')) throw error;
      const given = Object.keys(options.parameters ?? {}).join(', ');
      throw new RunsError(
        'RUNS_ANSWER',
        `${name} already has another answer for ${given}, from somebody else. This one was not used.`,
        { run: name, cause: error },
      );
    }
  };
  const resumeAll = async (
    get: Runs['get'],
    name: string,
    nodeFieldSelector: string | undefined,
    call: CallOptions,
  ): Promise<Workflow> => {
    try {
      return await change(
        name,
        {
          verb: 'resume',
          options: { nodeFieldSelector },
          compute: (workflow) =>
            operations.resume(workflow, { now: new Date(), nodeFieldSelector: nodeFieldSelector ?? '' }),
        },
        call,
      );
    } catch (error) {
      // This error names the nodes, and says what to pass.
      if (isAboutSuspended(error)) readAnswers(await get(name, call), { nodeFieldSelector });
      throw error;
    }
  };
  const resume: Operations['resume'] = (name, { nodeFieldSelector, parameters = {}, ...call } = {}) => {
    const get: Runs['get'] = async (word, given = {}) =>
      readRun(where, await resolveName(where, word, given), given);
    if (Object.keys(parameters).length === 0) return resumeAll(get, name, nodeFieldSelector, call);
    return resumeWithAnswers({ get, setNode: answer, resume }, name, {
      nodeFieldSelector,
      parameters,
      ...call,
    });
  };

  return {
    stop(name, { nodeFieldSelector = '', message, ...call } = {}) {
      const values = { now: new Date(), nodeFieldSelector, ...(message !== undefined && { message }) };
      const compute = (workflow: Workflow): Workflow => operations.stop(workflow, values);
      const options = { ...(nodeFieldSelector !== '' && { nodeFieldSelector }), message };
      return refuseEnded(name, 'stopped', () => change(name, { verb: 'stop', options, compute }, call));
    },
    terminate: (name, call = {}) =>
      refuseEnded(name, 'terminated', () => change(name, { verb: 'terminate' }, call)),
    suspend: (name, call = {}) =>
      refuseEnded(name, 'suspended', () => change(name, { verb: 'suspend' }, call)),
    resume,
    setNode(name, options) {
      const { nodeFieldSelector, phase = '', message = '', parameters, signal } = options;
      const values = { now: new Date(), nodeFieldSelector, phase, message };
      const compute = (workflow: Workflow): Workflow =>
        operations.setNode(workflow, { ...values, outputParameters: valuesOf(parameters) });
      return change(name, { ...settingOf(options), compute }, { signal });
    },
    retry(name, { restartSuccessful = false, nodeFieldSelector, parameters, ...call } = {}) {
      const selection = { restartSuccessful, ...(nodeFieldSelector !== undefined && { nodeFieldSelector }) };
      const compute = (workflow: Workflow): Workflow =>
        operations.retry(workflow, { now: new Date(), parameters: valuesOf(parameters), ...selection })
          .workflow;
      const options = {
        ...(restartSuccessful && { restartSuccessful }),
        nodeFieldSelector,
        ...(parameters !== undefined && { parameters: parameterTexts(parameters) }),
      };
      return change(name, { verb: 'retry', options, compute }, call);
    },
    async resubmit(name, { memoized = false, parameters, priority, ...call } = {}) {
      if (priority !== undefined)
        throw new ClientError(
          'CLIENT_NOT_OFFERED',
          'The Argo Server cannot change the priority of a workflow that it submits again. Use the Kubernetes API: --kube.',
        );
      const values = { parameters: valuesOf(parameters) };
      const compute = (workflow: Workflow): Workflow =>
        memoized
          ? operations.resubmit(workflow, { ...values, memoized: true, now: new Date(), suffix: 'later' })
          : operations.resubmit(workflow, values);
      const options = {
        ...(memoized && { memoized }),
        ...(parameters !== undefined && { parameters: parameterTexts(parameters) }),
      };
      return change(name, { verb: 'resubmit', options, compute }, call);
    },
  };
}
