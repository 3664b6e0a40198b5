import type { Source } from '../trace/source.ts';
import { testOf } from '../trace/test-of.ts';
import type { GuardedUse, GuardSite } from './guard-site.ts';

/** What cannot be done with an output, and what to write instead. */
export interface GuardAdvice {
  /** Which output it is, where the text of the site is not that of the output. */
  readonly subject?: string;
  readonly cannot?: string;
  /** What follows, where "it cannot ..." does not say it. */
  readonly consequence?: string;
  readonly advice: string;
}

type Advise = (text: string, site: GuardSite) => GuardAdvice;

const choose = (text: string): string =>
  `Write when(${text}, () => ...).otherwise(() => ...) to choose what runs, or ${computed(text)} to choose a value.`;

const loop = 'Write forEach(list, (item) => ...) to run something for each item, or loop inside a component.';

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
  loop: () => ({ cannot: 'end a loop', advice: loop }),
  predicate: (_, { method }) => ({
    subject: `The answer of the function that ${method ?? 'a list'} was given`,
    cannot: 'be true or false',
    advice: 'Filter and search inside a component, or with expr([list], (list) => list.filter(...)).',
  }),
  nullish: (text) => ({
    cannot: 'be tested with ??',
    advice: `Write expr([${text}], (value) => value ?? ...). For a variable that may hold no output, write ${text} === undefined ? ... : ${text}.`,
  }),
  optional: (text) => ({
    cannot: 'be tested with ?.',
    advice: `Fields of an output are outputs: write ${text}.field. For a variable that may hold no output, write ${text} === undefined ? ... : ${text}.field.`,
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
    cannot: 'be computed with here',
    advice: `Write ${formula('expr', text, site)}.`,
  }),
  text: (text) => ({
    cannot: 'be put into a text here',
    advice: `Write expr([${text}], (value) => \`... \${value}\`).`,
  }),
  key: () => ({
    cannot: 'be the name of a property or an index',
    advice: 'Pick the value inside a component.',
  }),
  typeof: () => ({
    cannot: 'be asked for its type',
    advice: 'Its type is that of the function that gives it. Test the value inside a component.',
  }),
  instanceof: () => ({
    cannot: 'be tested with instanceof',
    advice: 'Values travel as JSON and have no class. Test the value inside a component.',
  }),
  in: (text) => ({
    cannot: 'be searched with "in"',
    advice: `Write ${computed(text)}, or search inside a component.`,
  }),
  delete: () => ({
    cannot: 'lose a field',
    advice: 'Name the fields that are needed: { size: output.size }.',
  }),
  assignment: (text) => ({
    cannot: 'be changed',
    advice: `Make a new object, { ...${text}, field: value }, or make the value in a component.`,
  }),
  fields: (text) => ({
    cannot: 'be walked through by its fields',
    advice: `Write ${text}.field for a field, or walk through them inside a component.`,
  }),
  items: (text) => ({
    cannot: 'be walked through or taken apart as a list',
    advice: `Write forEach(${text}, (item) => ...) to run something for each item, or expr([${text}], (list) => list[0]) for one of them.`,
  }),
  await: (text) => ({
    cannot: 'be awaited',
    advice: `It is not a promise. Hand ${text} itself to a component, and remove await and async: a body only lays out the tasks.`,
  }),
  throw: () => ({ cannot: 'be thrown', advice: 'Throw inside a component.' }),
  argument: (text, { whole }) => ({
    cannot: `be an argument of ${callee(whole)}`,
    advice: `Hand it to a component, or write ${computed(text)}.`,
  }),
  method: (text, { whole }) => ({
    consequence: `\`${whole}\` cannot be called here`,
    advice: `Write ${computed(text)}, forEach(${text}, (item) => ...) for each item of a list, or call it inside a component.`,
  }),
  member: (_, { whole }) => ({
    subject: `An output in \`${whole}\``,
    cannot: 'be a member or key of a Set or Map',
    advice:
      'Values cannot be compared yet. Keep outputs in a list, or as the values of a Map under plain keys.',
  }),
  search: (_, { whole }) => ({
    subject: `An output in \`${whole}\``,
    cannot: 'be searched for, or searched through',
    advice:
      'Values cannot be compared yet. Search inside a component, or with expr([list, item], (list, item) => list.includes(item)).',
  }),
  flat: (_, { whole }) => ({
    subject: `A list in \`${whole}\``,
    cannot: 'be joined to others',
    advice: 'Join lists with expr([a, b], (a, b) => a.concat(b)), or inside a component.',
  }),
  spread: (text) => ({
    cannot: 'be spread here, because its fields, or which of them will be present, are not known',
    advice: `Spread it first, { ...${text}, field: value }, if its type names all fields; otherwise name the fields, { field: ${text}.field }, or make the object in a component.`,
  }),
  rest: (text) => ({
    cannot: 'be taken apart with ...rest, because not all of its fields are known',
    advice: `Name the fields that are needed: const { field } = ${text}.`,
  }),
  default: (text, { whole }) => ({
    cannot: `be replaced by a default where it is missing: ${whole}`,
    advice: `Write expr([${text}], (value) => value ?? ...) where it is used.`,
  }),
};

/** Returns what to say about an output at a place; of a known output what fits its type. */
export function adviseAt(site: GuardSite, source?: Source): GuardAdvice {
  const advice = advices[site.use](site.text, site);
  const better = source === undefined ? undefined : adviseTest(site, source);
  return better === undefined ? advice : { ...advice, advice: better };
}

/** Returns how to test an output that is not a boolean. */
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

/** Returns the user's own expression as a formula, where only the output is not a constant in it. */
function formula(name: 'expr' | 'when', text: string, { whole }: GuardSite): string {
  const rest = whole.startsWith(text) ? whole.slice(text.length) : undefined;
  const body = rest !== undefined && constantRest.test(rest) ? `value${rest}` : '...';
  return name === 'expr'
    ? `expr([${text}], (value) => ${body})`
    : `when([${text}], (value) => ${body}, () => { ... })`;
}

/** An operator and a literal. */
const constantRest =
  /^ *(?:[<>]=?|[!=]==?|[-+*/%]|\*\*) *(?:[\d.]+|'[^'\\]*'|"[^"\\]*"|true|false|null|undefined)$/;
