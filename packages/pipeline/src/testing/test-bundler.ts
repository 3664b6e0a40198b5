import type { ComponentBundler, ComponentCode } from '../code/component-code.ts';
import { createBundler } from '../code/create-bundler.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';

/** A bundler for tests, and the components that it was asked for. */
export interface TestBundler extends ComponentBundler {
  /** Returns the component whose code a script is; undefined for any other script. */
  componentOf(source: string): ComponentDescriptor | undefined;
}

/**
 * Creates a bundler that gives most components a short mark instead of their code, because the test calls their functions itself.
 *
 * @param needsCode tells which components run in processes of their own, and get their real code before the mark
 */
export function createTestBundler(needsCode: (component: ComponentDescriptor) => boolean): TestBundler {
  const known: ComponentDescriptor[] = [];
  const markOf = (component: ComponentDescriptor): string => {
    if (!known.includes(component)) known.push(component);
    return `// test of component ${known.indexOf(component)}: ${component.name}\n`;
  };
  return {
    async bundle(components) {
      const real = await bundleReal(components.filter(needsCode));
      return new Map(
        components.map((component) => {
          const mark = markOf(component);
          // Nothing may come before the real code, because its table of lines counts from its start.
          return [component, { alone: () => `${real.get(component)?.alone() ?? ''}${mark}` }];
        }),
      );
    },
    componentOf(source) {
      const [, index] = /^\/\/ test of component (\d+): /m.exec(source) ?? [];
      return index === undefined ? undefined : known[Number(index)];
    },
  };
}

async function bundleReal(
  components: readonly ComponentDescriptor[],
): Promise<ReadonlyMap<ComponentDescriptor, ComponentCode>> {
  return components.length === 0 ? new Map() : createBundler().bundle(components);
}
