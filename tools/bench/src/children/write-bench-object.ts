import { writeFileSync } from 'node:fs';
import { buildManifest, tracePipeline } from '@tiphys/pipeline/compile';
import { benchCode } from './bench-component.ts';
import { benchPipeline } from './bench-pipeline.ts';

const pipeline = benchPipeline(Number(process.argv[2]));
writeFileSync(
  process.argv[3] ?? '',
  JSON.stringify(buildManifest(pipeline, tracePipeline(pipeline), benchCode)),
);
console.log('{}');
