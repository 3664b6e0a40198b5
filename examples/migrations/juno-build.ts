import { forEach, oneOf, pipeline, when } from '@tiphys/pipeline';
import { build, print, publish, testPackage } from './components.generated.ts';

export default pipeline(
  'build-and-publish',
  { revision: '4d5e', branch: oneOf(['main', 'next']) },
  ({ revision, branch }) => {
    const packages = forEach(['linux', 'darwin', 'windows'], (platform) => {
      const name = build({ revision, platform });
      return { name, ok: testPackage({ name }) };
    });
    const names = forEach(packages, ({ name }) => build({ revision: name, platform: 'signed' }));
    const address = when(
      [branch],
      (b) => b === 'main',
      () => publish({ packages: names }),
    ).or('');
    return { address };
  },
  {
    onExit: ({ status }) => {
      print({ message: status });
    },
  },
);
