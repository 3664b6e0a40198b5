import type { Rule } from '../rule.ts';
import { cronOptions } from './options.ts';
import { cronSchedule } from './schedule.ts';

/** The rules about CronWorkflows. */
export const cronRules: readonly Rule[] = [cronOptions, cronSchedule];
