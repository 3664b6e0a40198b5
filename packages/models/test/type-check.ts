import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns the numbers of the lines that tsc rejects, and its output. */
export function findRefusedLines(lines: readonly string[]): {
  readonly refused: ReadonlySet<number>;
  readonly output: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'tiphys-models-'));
  try {
    writeFileSync(join(folder, 'lines.ts'), lines.join('\n'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      types: [],
      allowImportingTsExtensions: true,
      module: 'nodenext',
      target: 'es2024',
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['lines.ts'] }));
    const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const found = [...stdout.matchAll(/lines\.ts\((\d+),/g)].map((match) => Number(match[1]) - 1);
    return { refused: new Set(found), output: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
