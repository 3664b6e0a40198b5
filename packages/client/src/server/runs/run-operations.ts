import type { Workflow } from '@tiphys/models';
import { storedSelector } from '@tiphys/operations';
import { type CallOptions, type Runs, RunsError, readAnswers, resumeWithAnswers } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { isValueMissing } from '../../runs/is-value-missing.ts';
import { refuseEnded } from '../../runs/refuse-ended.ts';
import { readObject } from '../objects/read-object.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { onRun, readRun, resolveName } from './find-run.ts';
import { runPath } from './run-path.ts';
import { parameterTexts } from './submission.ts';

type Operations = Pick<Runs, 'stop' | 'terminate' | 'suspend' | 'resume' | 'retry' | 'resubmit' | 'setNode'>;

/** The item of a loop in a selector. */
const NAMES_ITEM = /\(\d+:/;

/** What Argo says if an output of a suspended node got its value since the node was read. */
const ALREADY_SET = /cannot set output parameter '.*' because it .* was already set/;

/** Returns the operations on runs, which the server computes. */
export function createServerOperations(where: ServerRunsPlace): Operations {
  const { namespace, transport, instanceId } = where;

  const change = async (
    verb: string,
    word: string,
    options: Readonly<Record<string, unknown>>,
    call: CallOptions,
  ): Promise<Workflow> => {
    const name = await resolveName(where, word, call);
    // The server would change the workflow of another controller, too.
    const isShown = NAMES_ITEM.test(String(options.nodeFieldSelector ?? ''));
    const run = instanceId !== undefined || isShown ? await readRun(where, name, call) : undefined;
    // The server knows only the names that it stores, not those that trees show.
    const stored = run !== undefined &&
      isShown && { nodeFieldSelector: storedSelector(run, String(options.nodeFieldSelector)) };
    const request = {
      method: 'PUT',
      path: runPath(where, name, [verb]),
      body: { name, namespace, ...options, ...stored },
    } as const;
    return readObject(await onRun(where, name, () => transport.json(request, call), call), 'Workflow');
  };

  const setNode: Operations['setNode'] = (name, { nodeFieldSelector, phase, message, parameters, ...call }) =>
    change(
      'set',
      name,
      {
        nodeFieldSelector,
        ...(parameters !== undefined && { outputParameters: JSON.stringify(parameters) }),
        message,
        phase,
      },
      call,
    );
  const answer: Operations['setNode'] = async (name, options) => {
    try {
      return await setNode(name, options);
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
      return await change('resume', name, { nodeFieldSelector }, call);
    } catch (error) {
      // This error names the node, and says what to pass.
      if (isValueMissing(error)) readAnswers(await get(name, call), { nodeFieldSelector });
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
    stop: (name, { nodeFieldSelector, message, ...call } = {}) =>
      refuseEnded(name, 'stopped', () => change('stop', name, { nodeFieldSelector, message }, call)),
    terminate: (name, call = {}) =>
      refuseEnded(name, 'terminated', () => change('terminate', name, {}, call)),
    suspend: (name, call = {}) => refuseEnded(name, 'suspended', () => change('suspend', name, {}, call)),
    resume,
    setNode,
    retry: (name, { restartSuccessful, nodeFieldSelector, parameters, ...call } = {}) =>
      change(
        'retry',
        name,
        {
          ...(restartSuccessful === true && { restartSuccessful }),
          nodeFieldSelector,
          ...(parameters !== undefined && { parameters: parameterTexts(parameters) }),
        },
        call,
      ),
    async resubmit(name, { memoized, parameters, priority, ...call } = {}) {
      if (priority !== undefined)
        throw new ClientError(
          'CLIENT_NOT_OFFERED',
          'The Argo Server cannot change the priority of a workflow that it submits again. Use the Kubernetes API: --kube.',
        );
      return await change(
        'resubmit',
        name,
        {
          ...(memoized === true && { memoized }),
          ...(parameters !== undefined && { parameters: parameterTexts(parameters) }),
        },
        call,
      );
    },
  };
}
