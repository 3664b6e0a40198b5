import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.ts';

/** The commands that the demonstration runs, as a user would type them. */
const commands = [
  'tiphys generate examples/squares/components.ts',
  'tiphys compile examples/squares/pipeline.ts -o .tiphys/squares.yaml',
  'tiphys lint .tiphys/squares.yaml',
  'tiphys run examples/squares/pipeline.ts -p count=6',
];

for (const command of commands) {
  console.log(`\n$ ${command}`);
  const [, ...words] = command.split(' ');
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=@tiphys/source', path.join(root, 'packages/cli/src/main.ts'), ...words],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (status !== 0) {
    process.exitCode = status ?? 1;
    break;
  }
}
