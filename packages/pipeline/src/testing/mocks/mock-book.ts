import { locate } from '../../ir/call-site.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { invalidArgument } from '../invalid-argument.ts';
import type { Breakdown, Mock, MockFunction } from './mock.ts';

/** The mocks of a run. */
export class MockBook {
  readonly #mocks: readonly Mock[];
  readonly #functions = new Map<string, Mock>();
  readonly #breakdowns = new Map<string, Mock>();

  /** @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`, `PIPELINE_TEST_SECOND_MOCK` */
  constructor(mocks: readonly Mock[]) {
    this.#mocks = mocks;
    for (const mock of mocks) this.#add(mock);
  }

  #add(mock: Mock): void {
    if (mock?.kind !== 'tiphys-mock') {
      throw invalidArgument(
        '"mocks" must be a list of mock(component, ...) and breakDown(component, ...), such as mocks: [mock(square, ({ x }) => x * x)].',
      );
    }
    const [what, known] =
      mock.run === undefined
        ? (['breakDown', this.#breakdowns] as const)
        : (['mock', this.#functions] as const);
    const key = keyOf(mock.descriptor);
    const first = known.get(key);
    if (first !== undefined) {
      const place = locate(first.site);
      throw new PipelineError(
        'PIPELINE_TEST_SECOND_MOCK',
        `${mock.descriptor.name} has two ${what}s${place === undefined ? '' : `; the first is at line ${place.line}`}. Combine them in one.`,
        { location: locate(mock.site) },
      );
    }
    known.set(key, mock);
  }

  /** Returns the function of a mock; undefined if the component has none. */
  functionOf(component: ComponentDescriptor): MockFunction | undefined {
    return this.#functions.get(keyOf(component))?.run;
  }

  /** Tells whether a component has a mock, or never gets further than its breakdown. */
  replaces(component: ComponentDescriptor): boolean {
    const breakdown = this.breakdownOf(component);
    const alwaysFails = breakdown !== undefined && breakdown.times === undefined;
    return alwaysFails || this.functionOf(component) !== undefined;
  }

  /** Returns how tasks of a component fail; undefined if they do not. */
  breakdownOf(component: ComponentDescriptor): Breakdown | undefined {
    return this.#breakdowns.get(keyOf(component))?.breakdown;
  }

  /**
   * Checks that the pipeline calls every component that has a mock.
   *
   * @throws PipelineError `PIPELINE_TEST_UNUSED_MOCK`
   */
  assertUsed(pipeline: string, called: readonly ComponentDescriptor[]): void {
    const keys = new Set(called.map(keyOf));
    const unused = this.#mocks.find(({ descriptor }) => !keys.has(keyOf(descriptor)));
    if (unused === undefined) return;
    throw new PipelineError(
      'PIPELINE_TEST_UNUSED_MOCK',
      `The pipeline ${pipeline} never calls ${unused.descriptor.name}, so its mock has no effect. Remove it. ${listOf(called)}`,
      { location: locate(unused.site) },
    );
  }
}

/** Returns a sentence about the components that a pipeline calls. */
export function listOf(called: readonly ComponentDescriptor[]): string {
  return `The pipeline calls ${called.map(({ name }) => name).join(', ')}.`;
}

const numbers = new WeakMap<ComponentDescriptor, number>();
let count = 0;

/** Returns what identifies a component: for one of a generated module, its source, however often the module was loaded. */
export function keyOf(descriptor: ComponentDescriptor): string {
  const { name, source } = descriptor;
  if (source.module !== '') return `${source.module}#${source.file}#${source.export}#${name}`;
  if (!numbers.has(descriptor)) {
    count += 1;
    numbers.set(descriptor, count);
  }
  return `${name}#${numbers.get(descriptor)}`;
}
