import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createProcessExecutor, logFile, openStore, type RunFolder, runWorkflow } from '@tiphys/engine';
import { lint, renderIssues } from '@tiphys/lint';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { generateComponents, writeGenerated } from '@tiphys/pipeline/generate';
import { toYaml } from '@tiphys/workflow';
import { chooseWorkflow } from '../../src/run/choose-workflow.ts';
import { gatherObjects } from '../../src/run/gather-objects.ts';
import { rootOf } from '../../src/run/report.ts';
import { setParameters } from '../../src/run/set-parameters.ts';
import { loadSource } from '../../src/source/load-source.ts';
import { fakeWorld } from '../fake-world.ts';
import { tsconfig } from '../project-tsconfig.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';
import { projectComponents } from './project-components.ts';

const root = path.join(import.meta.dirname, '../../../..');

const prelude = `import { type Output, after, allFailed, allOf, and, anyOf, anySucceeded, approve, ask, attempt, ended, eq, expr, failed, forEach, group, gt, hook, input, match, not, oneOf, pipeline, range, repeatUntil, skipped, sleep, succeeded, unless, when } from '@tiphys/pipeline';
import { component, file, inputFile, output, outputFile, stdout } from '@tiphys/pipeline';
import { config, fromConfig, metric, podField, repository, secret, volume } from '@tiphys/pipeline';
import * as c from './components.generated.ts';
`;

/** A run of one of a project's pipelines. */
export interface FinishedPipeline {
  readonly workflow: Workflow;
  readonly phase: string | undefined;
  /** The messages of tasks that did not succeed, with the end of their logs. */
  readonly failures: readonly string[];
  /** The outputs of the pipeline, decoded. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The output of each task, by the name of its node without the workflow's; sorted by name. */
  readonly logs: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Pipelines in their own folder, generated and type-checked. */
export interface PipelineProject extends TemporaryFolder {
  /** Compiles a pipeline, lints the manifest, and runs it. */
  run(
    name: string,
    parameters?: Readonly<Record<string, string>>,
    objects?: readonly unknown[],
  ): Promise<FinishedPipeline>;
}

/** Creates a project with a file for each pipeline (the text of a `pipeline(...)` call), and with more modules of components. */
export async function pipelineProject(
  pipelines: Readonly<Record<string, string>>,
  modules: Readonly<Record<string, string>> = {},
): Promise<PipelineProject> {
  const sources = Object.entries(pipelines).map(([name, text]) => [
    `${name}.ts`,
    `${prelude}\nexport default ${text};\n`,
  ]);
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }\n',
    'tsconfig.json': tsconfig,
    'components.ts': projectComponents,
    ...modules,
    ...Object.fromEntries(sources),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder.path, 'node_modules'));
  const files = [
    'components.ts',
    ...Object.keys(modules).filter((name) => name.endsWith('.ts')),
    ...sources.map(([file = '']) => file),
  ];
  const generated = await generateComponents(files, { directory: folder.path });
  if (generated.problems.length > 0) throw new Error(JSON.stringify(generated.problems, undefined, 2));
  await writeGenerated(generated);
  await checkTypes(folder.path);
  return {
    ...folder,
    run: (name, parameters = {}, objects = []) => runPipeline(folder.path, name, { parameters, objects }),
  };
}

async function checkTypes(directory: string): Promise<void> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', directory]);
  } catch (error) {
    throw new Error(`The project does not compile:\n${(error as { readonly stdout: string }).stdout}`);
  }
}

interface RunInputs {
  readonly parameters: Readonly<Record<string, string>>;
  /** Secrets and ConfigMaps of the cluster. */
  readonly objects: readonly unknown[];
}

async function runPipeline(
  directory: string,
  name: string,
  { parameters, objects: given }: RunInputs,
): Promise<FinishedPipeline> {
  const { world } = fakeWorld({ cwd: directory });
  const source = await loadSource(`${name}.ts`, {}, world);
  if (source.kind !== 'pipeline') throw new Error(`${name}.ts holds no pipeline`);
  const manifests = [source.compiled.manifest, ...source.references];
  const issues = lint([{ file: `${name}.yaml`, text: manifests.map((one) => toYaml(one)).join('---\n') }]);
  if (issues.length > 0) throw new Error(renderIssues(issues));
  const runnable = chooseWorkflow(await setParameters(source, parameters), source.file);
  const { workflow } = runnable;
  const found = await gatherObjects({ source, runnable, words: [] }, world);
  const objects = [...found.objects, ...given];
  const run = openStore(path.join(directory, '.tiphys')).createRun(name);
  const executor = createProcessExecutor({
    folder: run.folder,
    environment: { PATH: process.env.PATH ?? '' },
  });
  try {
    const finished = await runWorkflow(workflow, { executor, name: run.name, journal: run.journal, objects });
    return {
      workflow: finished,
      phase: finished.status?.phase,
      failures: Object.values(finished.status?.nodes ?? {}).flatMap((node) => failureOf(node, run.folder)),
      outputs: Object.fromEntries(
        source.compiled.outputs.flatMap((output) => {
          const text = rootOf(finished)?.outputs?.parameters?.find((one) => one.name === output.name)?.value;
          return text === undefined ? [] : [[output.name, output.decode(String(text))]];
        }),
      ),
      logs: readLogs(run.folder.logs, run.name),
      folder: run.folder.directory,
    };
  } finally {
    await executor.close();
    await run.journal.close();
  }
}

function failureOf({ id, type, phase, name, message }: NodeStatus, folder: RunFolder): readonly string[] {
  if (type !== 'Pod' || phase === 'Succeeded' || phase === 'Skipped') return [];
  const log = logFile(folder, { nodeId: id, nodeName: name });
  return [`${name}: ${message} ${existsSync(log) ? readFileSync(log, 'utf8').trimEnd().slice(-500) : ''}`];
}

function readLogs(directory: string, run: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory).sort();
  return Object.fromEntries(
    names.map((name) => [
      name.slice(run.length + 1, -'.log'.length),
      readFileSync(path.join(directory, name), 'utf8').trimEnd(),
    ]),
  );
}
