import { forEach, pipeline, repository, secret } from '@tiphys/pipeline';
import { listNumbers, print } from './components.generated.ts';

const s3 = secret('my-s3-credentials', ['accessKey', 'secretKey']);

/** A list, a loop over it, and an artifact repository of its own: `argo submit --watch pipe.yaml -p n=5` runs it. */
export default pipeline(
  'numbers',
  { n: 5 },
  ({ n }) => {
    forEach(listNumbers({ n }), (value) => print({ value }));
  },
  {
    artifacts: {
      repository: repository.s3({
        bucket: 'my-bucket',
        endpoint: 's3.amazonaws.com',
        credentials: { accessKey: s3.accessKey, secretKey: s3.secretKey },
      }),
    },
  },
);
