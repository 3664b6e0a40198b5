import { cpuSeconds, peakMegabytes } from './cpu-clock.ts';

const n = Number(process.argv[2]);
const start = cpuSeconds();
const [{ buildManifest, tracePipeline }, { toYaml }, { benchCode }, { benchPipeline }] = await Promise.all([
  import('@tiphys/pipeline/compile'),
  import('@tiphys/workflow'),
  import('./bench-component.ts'),
  import('./bench-pipeline.ts'),
]);
const imported = cpuSeconds();
const pipeline = benchPipeline(n);
const manifest = buildManifest(pipeline, tracePipeline(pipeline), benchCode);
const built = cpuSeconds();
const text = toYaml(manifest);
const printed = cpuSeconds();
console.log(
  JSON.stringify({
    import_s: imported - start,
    build_s: built - imported,
    yaml_s: printed - built,
    rss_mb: peakMegabytes(),
    bytes: text.length,
  }),
);
