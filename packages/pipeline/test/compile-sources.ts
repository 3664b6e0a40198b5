import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createProject } from './temporary-project.ts';

/** What became of a pipeline's source. */
export interface CompiledSource {
  /** Arguments of the tasks, as `task.input=value`. */
  readonly values?: readonly string[];
  /** Conditions of the tasks. */
  readonly conditions?: readonly string[];
  /** What the source put into `seen`. */
  readonly seen?: readonly unknown[];
  readonly code?: string;
  readonly message?: string;
  /** `file:line:column`, the file without its folder. */
  readonly place?: string;
}

const components = `import { component } from '@tiphys/pipeline';
const number = { type: 'number' }, text = { type: 'string' }, numbers = { type: 'array', items: number };
const object = (properties, required) => ({ type: 'object', properties, required, additionalProperties: false });
const define = (name, inputs, schema) => component({
  name, style: 'object', source: { module: import.meta.url, file: './components.ts', export: name, line: 1 },
  inputs: Object.entries(inputs).map(([name, schema]) => ({ name, optional: true, route: 'value', schema })),
  output: { route: 'value', schema, list: schema.type === 'array' },
});
const config = object({ region: text, size: number, tags: numbers, then: text }, ['region', 'size', 'then']);
export const say = define('say', { text: {}, of: {} }, text);
export const add = define('add', { a: number, b: number }, number);
export const draw = define('draw', {}, numbers);
export const rows = define('rows', {}, { type: 'array', items: numbers });
export const measure = define('measure', {}, object({ mean: number, label: text, big: { type: 'boolean' } }, ['mean', 'label', 'big']));
export const load = define('load', {}, config);
export const record = define('record', {}, { type: 'object', additionalProperties: number });
export const anything = define('anything', {}, {});
export const maybe = define('maybe', {}, { type: ['number', 'null'] });
export const use = define('use', { config }, text);
`;

const script = `import { compilePipeline } from '@tiphys/pipeline/compile';
import { loadPipelineModule } from '@tiphys/pipeline/load';
import { basename } from 'node:path';
const bundler = {
  bundle: async (all) => new Map(all.map((one) => [one, { alone: () => '' }])),
};
const results = [];
for (const file of JSON.parse(process.argv[1])) {
  globalThis.seen = [];
  try {
    const { pipelines } = await loadPipelineModule(file);
    const { manifest } = await compilePipeline([...pipelines.values()][0], { bundler });
    const tasks = manifest.spec.templates.flatMap(({ dag }) => dag?.tasks ?? []);
    const values = tasks.flatMap(({ name, arguments: given }) => (given?.parameters ?? []).map((one) => name + '.' + one.name + '=' + one.value));
    const conditions = tasks.flatMap((task) => task.when ?? []);
    results.push({ values, ...(conditions.length > 0 && { conditions }), seen: globalThis.seen });
  } catch (error) {
    const { code = error.name, message, location } = error;
    results.push({ code, message, place: location && [basename(location.file), location.line, location.column].join(':') });
  }
}
console.log(JSON.stringify(results));
`;

/** Returns the source of a pipeline with a body, on line 3 and after. */
export function pipelineSource(body: string, helpers = ''): string {
  return `import { expr, forEach, group, not, pipeline, using, when } from '@tiphys/pipeline'; import { helper } from './helper.ts';
import { add, anything, draw, load, maybe, measure, record, rows, say, use } from './components.generated.ts'; ${helpers}
export default pipeline('p', { flag: true, n: 1 }, ({ flag, n }) => { const stats = measure(); const list = draw();
${body}
});`;
}

/** Compiles sources as the command does, in a process of its own, because the test runner has its own way with stacks. */
export async function compileSources(
  sources: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<readonly CompiledSource[]> {
  await using project = await createProject({
    'components.generated.ts': components,
    'helper.ts': 'export const helper = undefined;',
    ...files,
  });
  const paths = sources.map((_, index) => project.path(`case-${index}.ts`));
  await Promise.all(sources.map((text, index) => writeFile(paths[index] ?? '', text)));
  const flags = [
    '--conditions=@tiphys/source',
    '--input-type=module',
    '--eval',
    script,
    JSON.stringify(paths),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as readonly CompiledSource[];
}
