import { testOf } from '../author/operands/test-of.ts';
import type { Source } from '../ir/graph.ts';
import type { GuardedUse, GuardSite } from './guard-site.ts';

/** What an output cannot do, and what to write instead. */
export interface GuardAdvice {
  /** The subject of the message, if it is not the expression at the site. */
  readonly subject?: string;
  readonly cannot?: string;
  /** The consequence, instead of "it cannot ...". */
  readonly consequence?: string;
  readonly advice: string;
}

type Advise = (text: string, site: GuardSite) => GuardAdvice;

const choose = (text: string): string =>
  `Write when(${text}, () => ...).otherwise(() => ...) to choose what runs, or ${computed(text)} to choose a value.`;

const LOOP = 'Write forEach(list, (item) => ...) to run something for each item, or loop inside a component.';

const advices: Readonly<Record<GuardedUse, Advise>> = {
  if: (text) => ({
    cannot: 'be the condition of an if',
    advice: `Write when(${text}, () => { ... }), with .otherwise(() => { ... }) for the else.`,
  }),
  choice: (text) => ({ cannot: 'decide between two values here', advice: choose(text) }),
  not: (text) => ({
    cannot: 'be negated here',
    advice: `Write when(not(${text}), () => { ... }), or ${computed(text)}.`,
  }),
  loop: () => ({ cannot: 'end a loop', advice: LOOP }),
  predicate: (_, { method }) => ({
    subject: `The result of the function passed to ${method ?? 'a list'}`,
    cannot: 'be true or false',
    advice: 'Filter and search inside a component, or with expr([list], (list) => list.filter(...)).',
  }),
  nullish: (text) => ({
    cannot: 'be tested with ??',
    advice: `Write expr([${text}], (value) => value ?? ...). For a variable that may not hold an output, write ${text} === undefined ? ... : ${text}.`,
  }),
  optional: (text) => ({
    cannot: 'be tested with ?.',
    advice: `Fields of an output are outputs: write ${text}.field. For a variable that may not hold an output, write ${text} === undefined ? ... : ${text}.field.`,
  }),
  switch: (text) => ({
    cannot: 'be the value of a switch',
    advice: `Write when([${text}], (value) => value === ..., () => { ... }) for each case.`,
  }),
  comparison: (text, site) => ({
    cannot: 'be compared here',
    advice: `Write ${formula('when', text, site)} to choose what runs, or ${formula('expr', text, site)} to compute.`,
  }),
  undefined: (text, site) => ({
    cannot: 'be compared with undefined or null here',
    advice: `Write ${formula('when', text, site)}. Whether a variable holds an output at all is known where it is set.`,
  }),
  computation: (text, site) => ({
    cannot: 'be used in a computation here',
    advice: `Write ${formula('expr', text, site)}.`,
  }),
  text: (text) => ({
    cannot: 'be part of a string here',
    advice: `Write expr([${text}], (value) => \`... \${value}\`).`,
  }),
  key: () => ({
    cannot: 'be the name of a property or an index',
    advice: 'Pick the value inside a component.',
  }),
  typeof: () => ({
    cannot: 'be used with typeof',
    advice: 'Its type is the return type of its function. Test the value inside a component.',
  }),
  instanceof: () => ({
    cannot: 'be tested with instanceof',
    advice: 'Values are passed as JSON and have no class. Test the value inside a component.',
  }),
  in: (text) => ({
    cannot: 'be searched with "in"',
    advice: `Write ${computed(text)}, or search inside a component.`,
  }),
  delete: () => ({
    cannot: 'lose a field',
    advice: 'List the fields that you need: { size: output.size }.',
  }),
  assignment: (text) => ({
    cannot: 'be changed',
    advice: `Create a new object, { ...${text}, field: value }, or create the value in a component.`,
  }),
  fields: (text) => ({
    cannot: 'be iterated over',
    advice: `Write ${text}.field for a field, or iterate over its fields inside a component.`,
  }),
  items: (text) => ({
    cannot: 'be iterated over or destructured as a list',
    advice: `Write forEach(${text}, (item) => ...) to run something for each item, or expr([${text}], (list) => list[0]) for one of them.`,
  }),
  await: (text) => ({
    cannot: 'be awaited',
    advice: `It is not a promise. Pass ${text} itself to a component, and remove await and async: a body only describes the tasks.`,
  }),
  throw: () => ({ cannot: 'be thrown', advice: 'Throw inside a component.' }),
  argument: (text, { whole }) => ({
    cannot: `be an argument of ${callee(whole)}`,
    advice: `Pass it to a component, or write ${computed(text)}.`,
  }),
  method: (text, { whole }) => ({
    consequence: `\`${whole}\` cannot be called here`,
    advice: `Write ${computed(text)}, forEach(${text}, (item) => ...) for each item of a list, or call it inside a component.`,
  }),
  member: (_, { whole }) => ({
    subject: `An output in \`${whole}\``,
    cannot: 'be a member or key of a Set or Map',
    advice:
      'Values cannot be compared yet. Keep outputs in a list, or as the values of a Map with plain keys.',
  }),
  callback: (_, { whole }) => ({
    subject: `An output in \`${whole}\``,
    cannot: 'be an argument of a built-in function',
    advice: 'Call a component for each element, or write expr([output], (value) => ...) for each.',
  }),
  search: (_, { whole }) => ({
    subject: `An output in \`${whole}\``,
    cannot: 'be searched for or searched in',
    advice:
      'Values cannot be compared yet. Search inside a component, or with expr([list, item], (list, item) => list.includes(item)).',
  }),
  flat: (_, { whole }) => ({
    subject: `A list in \`${whole}\``,
    cannot: 'be joined with others',
    advice: 'Join lists with expr([a, b], (a, b) => a.concat(b)), or inside a component.',
  }),
  spread: (text) => ({
    cannot: 'be spread here, because it is not known which fields it will have',
    advice: `Spread it first, { ...${text}, field: value }, if its type names all fields; otherwise list the fields, { field: ${text}.field }, or create the object in a component.`,
  }),
  rest: (text) => ({
    cannot: 'be destructured with ...rest, because not all of its fields are known',
    advice: `List the fields that you need: const { field } = ${text}.`,
  }),
  default: (text, { whole }) => ({
    cannot: `be replaced by a default value: ${whole}`,
    advice: `Write expr([${text}], (value) => value ?? ...) where it is used.`,
  }),
};

/** Returns the advice for an output at a site, more specific if the output is known. */
export function adviseAt(site: GuardSite, source?: Source): GuardAdvice {
  const advice = advices[site.use](site.text, site);
  const better = source === undefined ? undefined : adviseTest(site, source);
  return better === undefined ? advice : { ...advice, advice: better };
}

/** Returns advice on testing an output that is not a boolean. */
function adviseTest({ use, text }: GuardSite, source: Source): string | undefined {
  if (use !== 'if' && use !== 'choice' && use !== 'not') return undefined;
  const found = testOf(source, use === 'not');
  if (found === undefined) return undefined;
  const { what, test } = found;
  if (test === undefined) return `It is ${what}, which Argo cannot test. Test it inside a component.`;
  const branch = `when([${text}], ${test}, () => { ... })`;
  if (use === 'if') return `It is ${what}. Write ${branch}, with .otherwise(() => { ... }) for the else.`;
  const otherwise = use === 'choice' ? '.otherwise(() => { ... }) to choose what runs' : '';
  const value = use === 'choice' ? `${test} ? ... : ...) to choose a value` : `${test})`;
  return `It is ${what}. Write ${branch}${otherwise}, or expr([${text}], ${value}.`;
}

function computed(text: string): string {
  return `expr([${text}], (value) => ...)`;
}

function callee(whole: string): string {
  return whole.slice(0, whole.indexOf('(')).replace(/^new /, '');
}

/** Returns the user's expression as a formula, if everything but the output is constant. */
function formula(name: 'expr' | 'when', text: string, { whole }: GuardSite): string {
  const rest = whole.startsWith(text) ? whole.slice(text.length) : undefined;
  const body = rest !== undefined && CONSTANT_REST.test(rest) ? `value${rest}` : '...';
  return name === 'expr'
    ? `expr([${text}], (value) => ${body})`
    : `when([${text}], (value) => ${body}, () => { ... })`;
}

/** An operator and a literal. */
const CONSTANT_REST =
  /^ *(?:[<>]=?|[!=]==?|[-+*/%]|\*\*) *(?:[\d.]+|'[^'\\]*'|"[^"\\]*"|true|false|null|undefined)$/;
