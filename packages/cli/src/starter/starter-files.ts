/** A file of the project that `tiphys init` creates. */
export interface StarterFile {
  readonly name: string;
  readonly text: string;
  /** Another starter file that it needs. If the user already has a file with that name, this one is not written. */
  readonly goesWith?: string;
}

const COMPONENTS = `/** Lists the integers from 1 to \`n\`. */
export function listNumbers(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}

/** Prints the square of a number and returns it. */
export async function printSquare(value: number): Promise<number> {
  console.log(\`\${value} squared is \${value * value}\`);
  return value * value;
}

/** Adds up numbers. */
export function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
`;

const PIPELINE = `import { forEach, pipeline } from '@tiphys/pipeline';
import { listNumbers, printSquare, total } from './components.generated.ts';

export default pipeline('numbers', { n: 3 }, ({ n }) => {
  const numbers = listNumbers({ n });
  const squares = forEach(numbers, (value) => printSquare({ value }), { parallelism: 4 });
  return { sum: total({ values: squares }) };
});
`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2023"],
    "module": "preserve",
    "moduleResolution": "bundler",
    "allowImportingTsExtensions": true,
    "noEmit": true,
    "strict": true,
    "skipLibCheck": true,
    "types": ["node"]
  }
}
`;

/** The files of a new project, in the order in which to read them. */
export const STARTER_FILES: readonly StarterFile[] = [
  { name: 'components.ts', text: COMPONENTS, goesWith: 'pipeline.ts' },
  { name: 'pipeline.ts', text: PIPELINE, goesWith: 'components.ts' },
  { name: 'tsconfig.json', text: TSCONFIG },
  { name: '.gitignore', text: 'node_modules/\n.tiphys/\n' },
];

/** The dependencies of a project: the packages that its files import, and the compiler. */
export interface StarterDependencies {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Returns the dependencies of a new project for a version of Tiphys. */
export function starterDependencies(version: string): StarterDependencies {
  return {
    dependencies: {
      '@tiphys/models': `^${version}`,
      '@tiphys/pipeline': `^${version}`,
      '@tiphys/workflow': `^${version}`,
    },
    devDependencies: { '@types/node': '^24.0.0', tiphys: `^${version}`, typescript: '>=5.7 <8' },
  };
}

/** The scripts of a new project. */
export const STARTER_SCRIPTS: Readonly<Record<string, string>> = {
  generate: 'tiphys generate',
  compile: 'tiphys compile pipeline.ts -o pipe.yaml',
  lint: 'tiphys lint pipeline.ts',
  run: 'tiphys run pipeline.ts',
  check: 'tsc --noEmit && tiphys generate --check && tiphys lint pipeline.ts',
};
