import type { World } from '../world/world.ts';

/** Prints an object, or a list of objects, as JSON or YAML for other programs. */
export async function printObjects(value: unknown, format: 'json' | 'yaml', world: World): Promise<void> {
  if (format === 'json') {
    world.terminal.data(`${JSON.stringify(value, undefined, 2)}\n`);
    return;
  }
  const { writeYaml } = await import('@tiphys/yaml');
  world.terminal.data(writeYaml([value]));
}
