import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.ts';

/** A mistake that the compiler has found. */
export interface TypeMistake {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Returns what the compiler finds in the project of a `tsconfig.json`, or of the folder with one. */
export function checkTypes(project: string): readonly TypeMistake[] {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0 && stdout === '') throw new Error(`The compiler ended with ${status}: ${stderr}`);
  // Lines that are indented go on with the message before them.
  return stdout
    .split(/\n(?! )/)
    .filter((text) => text !== '')
    .map((text) => {
      const [, file = '', line = '0', message = text] =
        /^(\S+)\((\d+),\d+\): error ([\s\S]*)$/.exec(text) ?? [];
      return { file, line: Number(line), message };
    });
}
