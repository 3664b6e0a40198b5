import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './workspace.ts';

test.for(['write-error-codes.ts', 'write-lint-rules.ts'])(
  'the page that %s writes is up to date',
  (script) => {
    const words = ['--conditions=@tiphys/source', path.join(root, 'tools/repo/src', script), '--check'];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
