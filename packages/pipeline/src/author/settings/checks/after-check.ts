import { mustBe, type OptionCheck } from '../../options/option-check.ts';

/** Checks the option `after`. Tasks and endings are checked when they are looked up. */
export const afterCheck: OptionCheck = mustBe(
  {
    wanted: 'what a component, forEach or when returned, an ending such as failed(task), or a list of these',
  },
  (value) => typeof value === 'object' && value !== null,
);
