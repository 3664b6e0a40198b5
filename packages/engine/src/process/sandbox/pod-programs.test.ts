import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environment, namespacesWork, openBench, shell } from '../../../test/executor-bench.ts';

const namespaces = await namespacesWork();
const skipped = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

test.skipIf(!namespaces).for([
  { title: 'in a folder of their own', bin: '.', program: 'greet' },
  {
    title: 'that are links into the package they come with',
    bin: 'node_modules/.bin',
    program: 'node_modules/greeter/greet',
  },
])(
  `a pod finds programs of the user below /tmp $title, and nothing else there${skipped}`,
  async ({ bin, program }) => {
    const folder = mkdtempSync('/tmp/programs-');
    try {
      mkdirSync(path.dirname(path.join(folder, program)), { recursive: true });
      mkdirSync(path.join(folder, bin), { recursive: true });
      writeFileSync(path.join(folder, program), '#!/bin/sh\necho hello\n', { mode: 0o755 });
      if (bin !== '.') symlinkSync('../greeter/greet', path.join(folder, bin, 'greet'));
      const PATH = `${path.join(folder, bin)}:/tmp/none:${environment.PATH}`;
      await using bench = openBench({ environment: { PATH } });
      const end = await bench.execute(shell('greet; ls /tmp | grep -vc programs- || true'));
      expect(end).toMatchObject({ result: 'hello\n0' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
