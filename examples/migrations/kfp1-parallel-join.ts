import { expr, pipeline } from '@tiphys/pipeline';
import { download, print } from './components.generated.ts';

export default pipeline(
  'parallel-join',
  { first: 'data:,To%20be', second: 'data:,or%20not%20to%20be' },
  ({ first, second }) => {
    const one = download.with({ retry: 2 })({ url: first });
    const two = download.with({ retry: 2 })({ url: second });
    print({ message: expr([one, two], (a, b) => `${a} ${b}`) });
  },
  {
    onExit: ({ status }) => {
      print({ message: status });
    },
  },
);
