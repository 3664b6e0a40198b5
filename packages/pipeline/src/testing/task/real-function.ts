import { join } from 'node:path';
import type { InProcessPod, RunFolder } from '@tiphys/engine';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { FunctionCode } from './function-code.ts';
import type { AttemptFunction } from './run-attempt.ts';
import { createTaskFiles, type TaskFiles } from './task-files.ts';
import { createTaskProcess } from './task-process.ts';

/** Returns the function of a component for a task. Its modules are loaded for each call, as in a task of a cluster. */
export function realFunction(
  component: ComponentDescriptor,
  code: FunctionCode,
  { pod, folder }: { readonly pod: InProcessPod; readonly folder: RunFolder },
): AttemptFunction {
  const { style, inputs } = component;
  return {
    async call(given) {
      const files = createTaskFiles(join(folder.directory, 'work', pod.request.nodeId), folder.directory);
      const { process, exited, exitCode } = createTaskProcess(pod.environment, files.folder);
      const values = inputs.map(({ name }) => given[name]);
      const last = values.findLastIndex((value) => value !== undefined);
      const run = async (): Promise<unknown> =>
        code.load(process, files)(...(style === 'object' ? [given] : values.slice(0, last + 1)));
      const exit = exited.then((code) => ({ exited: code }));
      const returned = run().then((value) => ({
        value: located(component, value, files),
        exitCode: exitCode(),
      }));
      // An exit throws an exception, which may come first.
      return Promise.race([exit, returned]).catch((error: unknown) =>
        Promise.race([exit, Promise.reject(error)]),
      );
    },
    mapFrame: code.mapFrame,
  };
}

/** Returns a result in which the paths of files are those of this machine. */
function located({ output }: ComponentDescriptor, value: unknown, files: TaskFiles): unknown {
  const locate = (path: unknown): unknown => (typeof path === 'string' ? files.locate(path) : path);
  if (output.route === 'file') return locate(value);
  if (output.fields === undefined || typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [
    name,
    output.fields?.[name]?.route === 'file' ? locate(one) : one,
  ]);
  return Object.fromEntries(fields);
}
