/** What the code of a task sees as `process`: this process, with variables, a folder and an exit of its own. */
export interface TaskProcess {
  readonly process: NodeJS.Process;
  /** Resolves with the exit code when the code calls `process.exit`. */
  readonly exited: Promise<number>;
  /** Returns the exit code of a task whose function has returned: 0, or what the code has put into `process.exitCode`. */
  exitCode(): number;
}

/** Creates the `process` of a task with its environment variables and its folder. */
export function createTaskProcess(
  environment: Readonly<Record<string, string>>,
  folder: string,
): TaskProcess {
  const exit = Promise.withResolvers<number>();
  const own = Object.create(process, {
    env: { value: { ...environment }, writable: true, enumerable: true },
    exitCode: { value: undefined, writable: true, enumerable: true },
    cwd: { value: () => folder },
    exit: {
      value(code?: number | string) {
        exit.resolve(Number(code ?? own.exitCode ?? 0));
        throw new Error('The function called process.exit.');
      },
    },
  }) as NodeJS.Process;
  return { process: own, exited: exit.promise, exitCode: () => Number(own.exitCode ?? 0) };
}
