import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median } from './median.ts';
import { root, runChild } from './run-child.ts';

/** The cost of a program for the compiler. */
export interface TypesFigures {
  readonly time_s: number;
  readonly memory_mb: number;
  readonly instantiations: number;
}

const compilerOptions = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** Returns the cost of one file for `tsc`, in a new folder under `folder`: medians of several runs. */
export async function measureTypes(folder: string, text: string, repeat: number): Promise<TypesFigures> {
  const place = path.join(folder, `types-${process.pid}`);
  mkdirSync(place, { recursive: true });
  try {
    writeFileSync(
      path.join(place, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['program.ts'] }),
    );
    writeFileSync(path.join(place, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(place, 'program.ts'), text);
    const runs: TypesFigures[] = [];
    for (let count = 0; count < repeat; count += 1) runs.push(await check(place));
    const of = (figure: keyof TypesFigures): number => median(runs.map((run) => run[figure]));
    return { time_s: of('time_s'), memory_mb: of('memory_mb'), instantiations: of('instantiations') };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function check(place: string): Promise<TypesFigures> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  // A single checker: the figures of several would depend on how files are distributed.
  const { stdout } = await runChild(process.execPath, [
    tsc,
    '-p',
    place,
    '--extendedDiagnostics',
    '--checkers',
    '1',
  ]);
  const figure = (name: string): number => {
    const text = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1];
    if (text === undefined) throw new Error(`tsc did not print "${name}":\n${stdout}`);
    return Number(text);
  };
  return {
    time_s: figure('Total time'),
    memory_mb: figure('Memory used') / 1024,
    instantiations: figure('Instantiations'),
  };
}
