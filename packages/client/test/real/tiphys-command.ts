import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openLocalRuns } from '@tiphys/local';
import type { CronWorkflow, Workflow } from '@tiphys/models';
import { fromYaml } from '@tiphys/yaml';
import type { KubernetesObject } from '../../src/index.ts';
import type { ExampleRun } from './example-runs.ts';
import { collectLogs } from './run-records.ts';

const root = path.join(import.meta.dirname, '../../../..');

/** What the command made of an example. */
export interface Example {
  readonly workflow: Workflow;
  /** What must be in the cluster before the workflow is submitted. */
  readonly objects: readonly KubernetesObject[];
  /** The example, as it ended on this machine. */
  readonly local: Workflow;
  /** The lines that its tasks printed here, by the name of the node. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
}

/** A folder for compiled files and local runs, which is removed at the end. */
export interface Workshop extends Disposable {
  /** Compiles an example, and runs it on this machine. */
  make(run: ExampleRun): Promise<Example>;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-real-'));
  return {
    make: (run) => make(run, folder),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function make(run: ExampleRun, folder: string): Promise<Example> {
  const { file, name = 'default', parameters = {}, objects = '', template } = run;
  const source = path.join('examples', file);
  const id = `${file.replace(/\W+/g, '-')}-${name}`.toLowerCase();
  const manifest = await compile(source, name, path.join(folder, `${id}.yaml`));
  const texts = [objects];
  if (template !== undefined)
    texts.push(await templateText(template, path.join(folder, `${id}-template.yaml`)));
  const others = texts.filter((text) => text !== '').join('---\n');
  const words = Object.entries(parameters).flatMap(([key, value]) => ['-p', `${key}=${value}`]);
  if (others !== '') {
    writeFileSync(path.join(folder, `${id}-objects.yaml`), others);
    words.push('--with', path.join(folder, `${id}-objects.yaml`));
  }
  await tiphys(['run', source, '--export', name, '--store', folder, '--name', id, ...words]);
  const runs = openLocalRuns(folder);
  return {
    workflow: withParameters(workflowOf(manifest), parameters),
    objects: others === '' ? [] : (fromYaml(others) as readonly KubernetesObject[]),
    local: await runs.get(id),
    logs: await collectLogs(runs, id),
  };
}

async function compile(source: string, name: string, output: string): Promise<Workflow | CronWorkflow> {
  await tiphys(['compile', source, '--export', name, '-o', output]);
  const [manifest] = fromYaml(readFileSync(output, 'utf8'));
  return manifest as Workflow | CronWorkflow;
}

async function templateText(
  template: { readonly file: string; readonly name?: string },
  output: string,
): Promise<string> {
  const source = path.join('examples', template.file);
  if (template.name === undefined) return readFileSync(path.join(root, source), 'utf8');
  await tiphys(['compile', source, '--export', template.name, '-o', output]);
  return readFileSync(output, 'utf8');
}

function workflowOf(manifest: Workflow | CronWorkflow): Workflow {
  if (manifest.kind !== 'CronWorkflow') return manifest as Workflow;
  const { apiVersion, metadata, spec } = manifest as CronWorkflow;
  return {
    apiVersion,
    kind: 'Workflow',
    metadata: { ...spec.workflowMetadata, generateName: `${metadata.name}-` },
    spec: spec.workflowSpec,
  };
}

function withParameters(workflow: Workflow, values: Readonly<Record<string, string>>): Workflow {
  const given = workflow.spec.arguments?.parameters ?? [];
  const others = given.filter(({ name }) => values[name] === undefined);
  const parameters = [...others, ...Object.entries(values).map(([name, value]) => ({ name, value }))];
  return { ...workflow, spec: { ...workflow.spec, arguments: { ...workflow.spec.arguments, parameters } } };
}

async function tiphys(words: readonly string[]): Promise<void> {
  const main = path.join(root, 'packages/cli/src/main.ts');
  await promisify(execFile)(process.execPath, ['--conditions=@tiphys/source', main, ...words], { cwd: root });
}
