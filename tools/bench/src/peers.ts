import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, runChild } from './run-child.ts';

const folder = path.join(root, 'tools/bench/.peers');

/** The Python with Hera and the KFP SDK, or why there is none. */
export async function installPythonPeers(): Promise<
  { readonly python: string } | { readonly missing: string }
> {
  const python = path.join(folder, 'py/bin/python');
  const isReady = async (): Promise<boolean> =>
    existsSync(python) && (await succeeds(python, ['-c', 'import hera.workflows, kfp']));
  try {
    if (!(await isReady())) {
      mkdirSync(folder, { recursive: true });
      await runChild('python3', ['-m', 'venv', path.join(folder, 'py')]);
      await runChild(python, ['-m', 'pip', 'install', '--quiet', 'hera', 'kfp']);
    }
    return (await isReady()) ? { python } : { missing: 'Hera and KFP cannot be imported' };
  } catch (error) {
    return { missing: `Hera and KFP cannot be installed: ${firstLine(error)}` };
  }
}

/** The folder in which cdk8s and kubernetes-models are installed, or why there is none. */
export async function installNodePeers(): Promise<
  { readonly folder: string } | { readonly missing: string }
> {
  const place = path.join(folder, 'node');
  try {
    if (!existsSync(path.join(place, 'node_modules/cdk8s-cli'))) {
      mkdirSync(place, { recursive: true });
      writeFileSync(path.join(place, 'package.json'), '{ "private": true, "type": "module" }\n');
      await runChild(
        'npm',
        [
          'install',
          '--no-audit',
          '--no-fund',
          'cdk8s',
          'constructs',
          'cdk8s-cli',
          '@kubernetes-models/argo-workflows',
        ],
        { cwd: place },
      );
    }
    return { folder: place };
  } catch (error) {
    return { missing: `cdk8s and kubernetes-models cannot be installed: ${firstLine(error)}` };
  }
}

async function succeeds(command: string, words: readonly string[]): Promise<boolean> {
  return runChild(command, words).then(
    () => true,
    () => false,
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
