// Runs N processes of `true`, in a bare loop two at a time, or as tasks of a workflow. Prints wall and CPU milliseconds per process.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessExecutor, openStore, runWorkflow } from '@tiphys/engine';
import { workflow } from '@tiphys/workflow';

const [, , kind = 'bare', size = '1000'] = process.argv;
const n = Number(size);
const start = performance.now();
if (kind === 'bare') await runBare();
else await runTasks(kind === 'mapped' ? 'mapped' : 'auto');
console.log(JSON.stringify({ per_task_ms: (performance.now() - start) / n }));

async function runBare(): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next++ < n)
      await new Promise((resolve) => spawn('true', { stdio: 'ignore' }).once('exit', resolve));
  };
  await Promise.all([worker(), worker()]);
}

async function runTasks(isolation: 'auto' | 'mapped'): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-bench-'));
  const run = openStore(folder).createRun('bench');
  const environment = { PATH: process.env.PATH ?? '' };
  const executor = createProcessExecutor({ folder: run.folder, environment, isolation });
  const tasks = Array.from({ length: n }, (_, index) => ({ name: `t${index}`, template: 'nothing' }));
  const nothing = { name: 'nothing', container: { image: 'alpine', command: ['true'] } };
  const manifest = workflow({
    metadata: { name: 'bench' },
    spec: { entrypoint: 'main', templates: [{ name: 'main', dag: { tasks } }, nothing] },
  });
  try {
    const { status } = await runWorkflow(manifest, { executor, name: run.name });
    if (status?.phase !== 'Succeeded') throw new Error(`the run ended ${status?.phase}`);
  } finally {
    await executor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
