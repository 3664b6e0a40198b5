import { readFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { cpuSeconds, peakMegabytes } from './cpu-clock.ts';

// The object comes from a file, so that this process does nothing else before the dump, as a user's first dump would.
const object: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const start = cpuSeconds();
const text = dump(object);
console.log(
  JSON.stringify({
    import_s: 0,
    build_s: 0,
    yaml_s: cpuSeconds() - start,
    rss_mb: peakMegabytes(),
    bytes: text.length,
  }),
);
