// Builds and prints a DAG of N tasks with cdk8s: task i reads the outputs of tasks i-1 and i-2. Prints CPU seconds as JSON.
import { createRequire } from 'node:module';
import path from 'node:path';

const n = Number(process.argv[2]);
const require = createRequire(path.resolve(process.argv[3], 'package.json'));
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const start = seconds();
const { ApiObject, App, Chart, Yaml } = require('cdk8s');
const imported = seconds();
const app = new App();
const chart = new Chart(app, 'bench');
const tasks = Array.from({ length: n }, (_, i) => {
  const read = (j) => (j < 0 ? '1' : `{{tasks.add-${j}.outputs.parameters.output}}`);
  const depends = [i - 1, i - 2].filter((j) => j >= 0).map((j) => `add-${j}.Succeeded`);
  return {
    name: `add-${i}`,
    template: 'add',
    arguments: {
      parameters: [
        { name: 'a', value: read(i - 1) },
        { name: 'b', value: read(i - 2) },
      ],
    },
    ...(depends.length === 0 ? {} : { depends: depends.join(' && ') }),
  };
});
new ApiObject(chart, 'workflow', {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { generateName: 'bench-' },
  spec: {
    entrypoint: 'main',
    templates: [
      { name: 'main', dag: { tasks } },
      {
        name: 'add',
        inputs: { parameters: [{ name: 'a' }, { name: 'b' }] },
        outputs: { parameters: [{ name: 'output', valueFrom: { path: '/tmp/output' } }] },
        script: { image: 'node:24', command: ['node'], source: 'add' },
      },
    ],
  },
});
const built = seconds();
const text = Yaml.stringify(...chart.toJson());
const printed = seconds();
if (text.split('template: add\n').length !== n + 1)
  throw new Error(`wrong number of tasks in\n${text.slice(0, 500)}`);
console.log(
  JSON.stringify({
    import_s: imported - start,
    build_s: built - imported,
    yaml_s: printed - built,
    rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    bytes: text.length,
  }),
);
