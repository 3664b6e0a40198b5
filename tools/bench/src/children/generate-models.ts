import { readFileSync } from 'node:fs';
import { cpuSeconds, peakMegabytes } from './cpu-clock.ts';

const start = cpuSeconds();
const [{ generateModels }, { parseDefinitions }] = await Promise.all([
  import('@tiphys/codegen'),
  import('@tiphys/schema'),
]);
const imported = cpuSeconds();
const stored = readFileSync(
  new URL('../../../../schemas/argo/v4.1/definitions.json', import.meta.url),
  'utf8',
);
const files = await generateModels(parseDefinitions(stored));
const done = cpuSeconds();
console.log(
  JSON.stringify({
    import_s: imported - start,
    generate_s: done - imported,
    files: Object.keys(files).length,
    rss_mb: peakMegabytes(),
  }),
);
