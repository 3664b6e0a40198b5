import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { namespacesWork, openBench, shell } from '../../test/executor-bench.ts';

const namespaces = await namespacesWork();

test.skipIf(!namespaces)(
  'a pod finds programs of the user below /tmp, and nothing else there (skipped where the kernel allows no mount namespaces)',
  async () => {
    const folder = mkdtempSync('/tmp/programs-');
    try {
      writeFileSync(path.join(folder, 'greet'), '#!/bin/sh\necho hello\n');
      chmodSync(path.join(folder, 'greet'), 0o755);
      await using bench = openBench({ environment: { PATH: `${folder}:/none:${process.env.PATH ?? ''}` } });
      const end = await bench.execute(shell('greet; ls /tmp | grep -vc programs- || true'));
      expect(end).toMatchObject({ result: 'hello\n0' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
