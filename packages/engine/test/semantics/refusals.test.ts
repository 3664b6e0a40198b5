import { describe, expect, test } from 'vitest';
import { play } from './play.ts';

const leaf = 'container: {image: busybox}';

describe('a run without an executor for a template does not start', () => {
  test.for([
    { main: 'resource: {action: get}', field: 'resource', advice: 'openRunResources(...).executor' },
    { main: 'http: {url: http://x}', field: 'http', advice: 'createHttpExecutor(...)' },
    { main: 'plugin: {hello: {}}', field: 'plugin', advice: 'createPluginExecutor(...)' },
    { main: 'data: {source: {}, transformation: []}', field: 'data', advice: 'createProcessExecutor(...)' },
  ])('$field', ({ main, field, advice }) => {
    expect(() => play({ main })).toThrow(
      expect.objectContaining({
        code: 'ENGINE_NO_EXECUTOR',
        message: `Template "main" uses "${field}", but this run has no executor for it. Give it one: combineExecutors({ pod, ${field}: ${advice} }).`,
      }),
    );
  });

  test.for([
    {
      title: 'in a template that a step calls',
      given: { main: 'steps: [[{name: a, template: t}]]', templates: '- {name: t, http: {url: http://x}}' },
      where: 'Template "t"',
    },
    {
      title: 'in a nested inline template',
      given: {
        main: 'dag: {tasks: [{name: a, template: leaf}, {name: b, inline: {steps: [[{name: c, inline: {http: {url: http://x}}}]]}}]}',
      },
      where: 'Template "main", inline template 2, inline template 1',
    },
    {
      title: 'in a template of another object',
      given: {
        main: 'steps: [[{name: a, templateRef: {name: lib, template: t}}]]',
        objects:
          '{kind: WorkflowTemplate, metadata: {name: lib}, spec: {templates: [{name: t, steps: [[{name: a, template: u}]]}, {name: u, http: {url: http://x}}]}}',
      },
      where: 'Template "u"',
    },
  ])('$title', ({ given, where }) => {
    expect(() => play(given)).toThrow(where);
  });

  test('but ignores templates of other objects that are not called', () => {
    const objects =
      '{kind: WorkflowTemplate, metadata: {name: lib}, spec: {templates: [{name: t, http: {url: http://x}}]}}';
    expect(play({ main: leaf, objects }).run.phase).toBe('Succeeded');
  });

  test('and ignores empty lists', () => {
    expect(play({ main: `synchronization: []\n${leaf}` }).run.phase).toBe('Succeeded');
  });
});

test('a local run refuses a ConfigMap with an invalid key', () => {
  const objects = "{kind: ConfigMap, metadata: {name: cfg}, data: {'a/b': x}}";
  expect(() => play({ main: leaf, objects })).toThrow(
    expect.objectContaining({
      code: 'ENGINE_INVALID_OBJECT',
      message: expect.stringContaining('ConfigMap "cfg" is invalid: data["a/b"]: a valid config key must'),
    }),
  );
});

test('a local run refuses a value for an unknown parameter', () => {
  expect(() => play({ main: leaf, parameters: { p: 'x' } })).toThrow(
    expect.objectContaining({
      code: 'ENGINE_UNKNOWN_PARAMETER',
      message: 'The workflow has no parameter "p". Its parameters are: none.',
    }),
  );
});
