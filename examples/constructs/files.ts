import { expr, file, forEach, pipeline, range, repository, secret, uriOf } from '@tiphys/pipeline';
import { countLines, evaluate, merge, notify, render, report, save, train } from './components.generated.ts';

/** Several outputs with a route each, files with kinds, files of a loop and of different tasks. */
export const outputs = pipeline('outputs', { rate: 0.1 }, ({ rate }) => {
  const { model, score, log } = train({ table: save({ values: [1, 2] }), rate });
  report({ value: log });
  const pages = forEach(range(3), (page) => render({ page }));
  merge({ pages: [render({ page: 1 }), render({ page: 2 })] });
  return {
    book: merge({ pages }),
    better: expr([evaluate({ model }), score], (now, before) => now > before),
  };
});

/** Files from elsewhere, and a repository for those of the run. */
export const imports = pipeline(
  'imports',
  { url: 'https://example.org/a.csv' },
  ({ url }) => ({
    a: countLines({ table: file.http(url) }),
    b: countLines({ table: file.s3({ bucket: 'data', key: 'b.csv' }) }),
    c: countLines({ table: file.text('x\ny') }),
  }),
  {
    artifacts: {
      repository: repository.gcs({
        bucket: 'runs',
        credentials: secret('gcs', ['key']).key,
        key: (run) => `${run.workflow}/${run.pod}`,
      }),
      keep: 'with-workflow',
      logs: true,
    },
  },
);

/** A file as a value of the compiler. */
export const texts = pipeline('texts', {}, () => ({ lines: countLines({ table: file.text('x\ny') }) }));

/** Names and lifetimes of files, and where they are. */
export const kept = pipeline('kept', {}, () => {
  const table = save({ values: [1] }, { files: { archive: 'zip', key: 'today.zip' } });
  const { model } = train({ table, rate: 1 }, { files: { model: { keep: 'always' } } });
  evaluate({ model });
});

/** The address of a file, which needs a repository that the pipeline describes. */
export const addressed = pipeline(
  'addressed',
  {},
  () => {
    const text = uriOf(render({ page: 1 }, { files: { key: 'pages/1.html' } }));
    notify({ text });
    return { text };
  },
  { artifacts: { repository: repository.s3({ bucket: 'runs' }) } },
);
