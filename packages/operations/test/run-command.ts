import { parseArgs } from 'node:util';
import type { Workflow } from '@tiphys/models';
import {
  parseOutputParameters,
  parseParameters,
  resubmit,
  resume,
  retry,
  setNode,
  stop,
  suspend,
  terminate,
} from '../src/index.ts';

/** What a command of Argo's command line makes of a workflow here. */
export interface CommandResult {
  readonly workflow: Workflow;
  readonly podsToDelete?: readonly string[];
}

/** Runs a command line such as `retry NAME -p c=0` on a workflow. `suffix` is the end of a new name. */
export function runCommand(line: string, workflow: Workflow, now: Date, suffix: string): CommandResult {
  const words = splitWords(line);
  const verb = words[0] === 'node' ? 'node set' : (words[0] ?? '');
  const { values } = parseArgs({
    args: words.slice(verb === 'node set' ? 2 : 1),
    allowPositionals: true,
    options: {
      'node-field-selector': { type: 'string', default: '' },
      'restart-successful': { type: 'boolean', default: false },
      memoized: { type: 'boolean', default: false },
      message: { type: 'string', short: 'm', default: '' },
      parameter: { type: 'string', short: 'p', multiple: true, default: [] },
      'output-parameter': { type: 'string', multiple: true, default: [] },
      phase: { type: 'string', default: '' },
      // The command accepts it, and does not send it.
      priority: { type: 'string' },
    },
  });
  const nodeFieldSelector = values['node-field-selector'];
  const { message, phase } = values;
  switch (verb) {
    case 'retry': {
      const restartSuccessful = values['restart-successful'];
      const parameters = parseParameters(values.parameter);
      return retry(workflow, { now, restartSuccessful, nodeFieldSelector, parameters });
    }
    case 'resubmit': {
      const parameters = parseParameters(values.parameter);
      const memoized = values.memoized ? { memoized: true as const, now, suffix } : {};
      return { workflow: resubmit(workflow, { parameters, ...memoized }) };
    }
    case 'resume':
      return { workflow: resume(workflow, { now, nodeFieldSelector }) };
    case 'suspend':
      return { workflow: suspend(workflow) };
    case 'stop':
      return { workflow: stop(workflow, { now, nodeFieldSelector, message }) };
    case 'terminate':
      return { workflow: terminate(workflow) };
    case 'node set': {
      const outputParameters = parseOutputParameters([...values['output-parameter'], ...values.parameter]);
      return { workflow: setNode(workflow, { now, nodeFieldSelector, message, phase, outputParameters }) };
    }
    default:
      throw new Error(`the recorded command is not known here: ${line}`);
  }
}

/** Splits a line at its spaces, except for those in quotes. */
function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}
